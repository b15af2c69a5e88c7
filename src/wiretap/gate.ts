/** Lets what a process sends to the broker pass, until it is shut: then everything is kept back until it is opened again. */
export interface Gate {
  /** Resolves when the gate opens; null while it is open. */
  readonly opening: Promise<void> | null;
  shut(): void;
  open(): void;
}

export function openGate(): Gate {
  let opening: Promise<void> | null = null;
  let open = () => {};
  return {
    get opening() {
      return opening;
    },
    shut() {
      if (opening) return;
      opening = new Promise((resolve) => {
        open = resolve;
      });
    },
    open() {
      opening = null;
      open();
    },
  };
}
