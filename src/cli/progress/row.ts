import type { ListrTask } from 'listr2';

interface Shown {
  title: string;
  output: string;
}

/** One line of the board, with what happens there right now below it. */
export interface Row {
  readonly task: ListrTask;
  /** Changes what is shown. */
  show(change: Partial<Shown>): void;
  /** It came to its end; what happened after that is not shown. */
  end(title: string): void;
  breakOff(why: string): void;
  /** There will be nothing to show of it. */
  skip(why: string): void;
}

export function openRow(title: string): Row {
  const shown: Shown = { title, output: '' };
  let finish = () => {};
  let fail = (_: Error) => {};
  const ended = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  ended.catch(() => {});
  let draw = () => {};
  let skip = (_: string) => {};
  const show = (change: Partial<Shown>) => {
    Object.assign(shown, change);
    draw();
  };
  return {
    task: {
      title,
      task: (_, task) => {
        draw = () => {
          task.title = shown.title;
          task.output = shown.output;
        };
        skip = (why) => task.skip(why);
        draw();
        return ended;
      },
    },
    show,
    end: (last) => {
      show({ title: last, output: '' });
      finish();
    },
    skip: (why) => {
      skip(why);
      finish();
    },
    breakOff: (why) => fail(new Error(why)),
  };
}
