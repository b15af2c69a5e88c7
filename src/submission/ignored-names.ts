const ignoredNames: ReadonlySet<string> = new Set(['node_modules', 'dist', '.venv']);

/** Whether an entry of this name is never read, counted or fingerprinted, whatever it holds. */
export function isIgnored(name: string, isFolder: boolean): boolean {
  return ignoredNames.has(name) || (isFolder && name.startsWith('.'));
}
