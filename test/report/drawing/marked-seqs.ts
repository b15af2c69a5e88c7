/** Of a mark's `data-seqs`, each one; none where it has none. */
export function markedSeqs(text: string | undefined): string[] {
  return (text?.split(' ') ?? []).flatMap((run) => {
    let seq = 0;
    return run.split('+').map((step) => {
      seq += Number(step);
      return `${seq}`;
    });
  });
}
