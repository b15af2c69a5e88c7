import type { BrokerKind } from './broker.ts';

/** What happens while a broker starts, serves and stops, for whoever shows progress. */
export type BrokerStep =
  | { readonly type: 'chosen'; readonly kind: BrokerKind; readonly why: string }
  | { readonly type: 'downloading'; readonly what: string; readonly sizeMb: number; readonly into: string }
  /** Made once per Java version, so that later starts are fast. */
  | { readonly type: 'preparing'; readonly what: string; readonly into: string }
  | { readonly type: 'starting'; readonly kind: BrokerKind }
  | { readonly type: 'start-failed'; readonly attempt: number; readonly why: string }
  | { readonly type: 'ready'; readonly afterMs: number }
  | { readonly type: 'stopped'; readonly afterMs: number }
  /** It could not be removed, and is by the next grader that uses Docker. */
  | { readonly type: 'left-behind'; readonly what: string; readonly why: string };

export type ReportStep = (step: BrokerStep) => void;
