/** What editors lay beside a file while it is written or open: Vim, Emacs, JetBrains, gedit, VS Code. */
const litter: readonly RegExp[] = [
  /^\..+\.sw[a-px]$/,
  /^4913$/,
  /~$/,
  /^#.+#$/,
  /^\.#/,
  /___jb_(?:tmp|old|bak)___$/,
  /^\.goutputstream-/,
  /\.tmp$/,
];

/** Whether a file comes and goes with an editor. It is part of what is handed in, and no reason to grade again. */
export function isEditorLitter(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return litter.some((pattern) => pattern.test(name));
}
