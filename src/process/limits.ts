/** How much a student's process may print. */
export const outputLimits = {
  /** What is kept of one line. */
  lineBytes: 64 * 1024,
  /** What is read of one stream before the process is stopped. */
  streamBytes: 4 * 1024 * 1024,
  /** What the shortest line counts for: a line costs the grader more than its bytes. */
  lineCostBytes: 64,
  /** What the operating system lets the process write to any one file, however late the grader looks. */
  fileBytes: 16 * 1024 * 1024,
} as const;
