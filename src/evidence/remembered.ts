/**
 * What is derived from a view is the same until the view has grown: observations are only ever added to it. So it is derived
 * once for each size, however many checks and waits ask for it.
 */
export function remembered<View extends object, Value>(
  sizeOf: (view: View) => number,
  derive: (view: View) => Value,
): (view: View) => Value {
  const known = new WeakMap<View, { size: number; value: Value }>();
  return (view) => {
    const size = sizeOf(view);
    const before = known.get(view);
    if (before?.size === size) return before.value;
    const value = derive(view);
    known.set(view, { size, value });
    return value;
  };
}
