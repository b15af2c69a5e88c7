/**
 * Processes and threads: more than the grader itself lets a program have, which looks now and then and says so, and few enough for what
 * comes between two looks. Behind walls the system counts those of the program alone.
 */
export const mostProcesses = 256;
