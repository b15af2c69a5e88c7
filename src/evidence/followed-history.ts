import { type HandedInText, History, type ScenarioHistory, type Unavailable } from './history.ts';

/** A history that notes which scenarios are asked for by name. */
export class FollowedHistory extends History {
  readonly #followed: History;
  readonly #lookedAt = new Set<string>();

  constructor(followed: History) {
    super();
    this.#followed = followed;
  }

  get lookedAt(): ReadonlySet<string> {
    return this.#lookedAt;
  }

  override get scenarios(): ScenarioHistory[] {
    return this.#followed.scenarios;
  }

  override get plays(): ScenarioHistory[] {
    return this.#followed.plays;
  }

  override scenario(name: string): ScenarioHistory {
    this.#lookedAt.add(name);
    return this.#followed.scenario(name);
  }

  override unavailable(role: string): Unavailable | null {
    return this.#followed.unavailable(role);
  }

  override get hasUnavailable(): boolean {
    return this.#followed.hasUnavailable;
  }

  override text(name: string): HandedInText | null {
    return this.#followed.text(name);
  }
}
