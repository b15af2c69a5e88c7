/**
 * What a report's page can do beyond being read. It is put into the page as its own text, so it may use nothing from outside
 * of itself.
 */
export function behaviour(): void {
  const marksBySeq = new Map<string, Element[]>();
  for (const mark of document.querySelectorAll('[data-seqs]')) {
    for (const run of (mark.getAttribute('data-seqs') ?? '').split(' ')) {
      let seq = 0;
      for (const step of run.split('+')) {
        seq += Number(step);
        marksBySeq.set(`${seq}`, [...(marksBySeq.get(`${seq}`) ?? []), mark]);
      }
    }
  }
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

  const unmark = () => {
    for (const mark of document.querySelectorAll('.evident')) mark.classList.remove('evident');
    for (const button of all('button[data-evidence]')) button.setAttribute('aria-pressed', 'false');
  };
  for (const button of all('button[data-evidence]')) {
    const marks = (button.dataset['evidence'] ?? '').split(' ').flatMap((seq) => marksBySeq.get(seq) ?? []);
    if (marks.length === 0) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      const isOn = button.getAttribute('aria-pressed') === 'true';
      unmark();
      if (isOn) return;
      button.setAttribute('aria-pressed', 'true');
      for (const mark of marks) mark.classList.add('evident');
      const figure = marks[0]?.closest<HTMLElement>('.scroll');
      figure?.closest('details')?.setAttribute('open', '');
      figure?.focus();
      figure?.scrollIntoView({ block: 'nearest' });
    });
  }

  for (const figure of all('.scroll')) {
    const told = figure.parentElement?.querySelector('output');
    const marks = [...figure.querySelectorAll('[data-seqs]')].sort((one, other) => firstSeq(one) - firstSeq(other));
    let current = -1;
    const tell = (mark: Element | undefined) => {
      if (told && mark) told.textContent = mark.querySelector('title')?.textContent ?? '';
    };
    const point = (index: number) => {
      marks[current]?.classList.remove('pointed');
      current = Math.min(Math.max(index, 0), marks.length - 1);
      marks[current]?.classList.add('pointed');
      tell(marks[current]);
    };
    figure.addEventListener('pointerover', ({ target }) => {
      if (target instanceof Element) tell(target.closest('[data-seqs]') ?? undefined);
    });
    figure.addEventListener('blur', () => marks[current]?.classList.remove('pointed'));
    figure.addEventListener('keydown', (event) => {
      const to = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      point(to);
    });
  }

  // A fold that is closed would not be printed.
  let closed: Element[] = [];
  addEventListener('beforeprint', () => {
    closed = all('details.printed:not([open])');
    for (const fold of closed) fold.setAttribute('open', '');
  });
  addEventListener('afterprint', () => {
    for (const fold of closed) fold.removeAttribute('open');
  });

  // A link to what lies in a fold opens it.
  const openTarget = () => {
    const target =
      location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
    target?.scrollIntoView();
  };
  addEventListener('hashchange', openTarget);
  openTarget();

  function firstSeq(mark: Element): number {
    return Number.parseInt(mark.getAttribute('data-seqs') ?? '', 10);
  }
}
