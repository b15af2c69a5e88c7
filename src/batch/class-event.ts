import type { BrokerStep } from '../broker/broker.ts';
import type { Outcome } from './outcome.ts';

/** What happens while a class is graded, for whoever watches. */
export type ClassEvent =
  /** In the life of a lane's broker; lanes are numbered from 1. */
  | { type: 'broker'; lane: number; step: BrokerStep }
  | { type: 'began'; id: string; attempt: number }
  | { type: 'scenario-began' | 'scenario-ended'; id: string; scenario: string }
  /** It will be begun once more: the grader, Kafka or the machine kept a verdict from being reached. */
  | { type: 'put-back'; id: string; why: string }
  | { type: 'settled'; outcome: Outcome };
