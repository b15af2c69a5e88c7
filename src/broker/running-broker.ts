import type { ReportStep } from './broker-step.ts';

/** What both kinds of broker are asked for. */
export interface StartRequest {
  /** What slot i's listener tells its clients to connect to, on 127.0.0.1. */
  readonly advertisedPorts: readonly number[];
  readonly adminPort: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly report: ReportStep;
}

/** A broker process or container that says it has started. Disposing ends it at once and deletes its data. */
export interface RunningBroker extends AsyncDisposable {
  readonly adminAddress: string;
  readonly slots: readonly { readonly host: string; readonly port: number }[];
  /** Null where it has none of its own on this machine: in a container. */
  readonly pid: number | null;
  /** Resolves when it ends, with how. */
  readonly ended: Promise<string>;
  logTail(): readonly string[];
  /** CPU seconds used so far; null where nobody knows. */
  cpuSeconds(): Promise<number | null>;
}
