/**
 * Lets a reader sort tables by what a column says. It is put into the page as its own text, so it may use nothing from
 * outside of itself.
 */
export function sorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) {
    const headers = [...table.querySelectorAll('thead th')];
    for (const [column, header] of headers.entries()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => {
        const order = header.getAttribute('aria-sort') === 'descending' ? 'ascending' : 'descending';
        for (const other of headers) other.removeAttribute('aria-sort');
        header.setAttribute('aria-sort', order);
        sort(table, column, order);
      });
    }
  }

  function sort(table: HTMLTableElement, column: number, order: 'ascending' | 'descending'): void {
    const [body] = table.tBodies;
    if (!body) return;
    const sign = order === 'ascending' ? 1 : -1;
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
    rows.sort((one, other) => sign * compare(one.key, other.key));
    body.append(...rows.map(({ row }) => row));
  }

  function keyOf(cell: HTMLTableCellElement | undefined): string {
    return cell?.dataset['sort'] ?? cell?.textContent ?? '';
  }

  /** As numbers where both are; what says nothing is less than all. */
  function compare(one: string, other: string): number {
    if (one === '' || other === '') return one.length - other.length;
    const [a, b] = [Number(one), Number(other)];
    return Number.isNaN(a) || Number.isNaN(b) ? one.localeCompare(other) : a - b;
  }
}
