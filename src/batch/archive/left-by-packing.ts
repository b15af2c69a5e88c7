/** What macOS adds to each archive that it makes. */
export function isLeftByPacking(name: string): boolean {
  return /^(?:\.\/)?__MACOSX(?:\/|$)/.test(name) || /(?:^|\/)\.DS_Store$/.test(name);
}
