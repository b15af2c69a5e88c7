import type { WholeFault } from '../../submission/submission-fault.ts';

/** Ends the unpacking of an archive that holds more than the grader reads. */
export class OverLimit extends Error {
  override readonly name = 'OverLimit';
  readonly fault: WholeFault;

  constructor(fault: WholeFault) {
    super('The archive holds more than the grader reads.');
    this.fault = fault;
  }
}
