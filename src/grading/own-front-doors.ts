import type { PrivateNetwork } from '../isolation/private-network.ts';
import { type FrontDoor, openFrontDoor } from '../wiretap/front-door.ts';

/** Addresses that the programs of one grading insist on, in a network of their own: opened once, and for all its scenarios. */
export interface OwnFrontDoors extends AsyncDisposable {
  at(address: string): Promise<FrontDoor | null>;
}

export function ownFrontDoors({ listen }: PrivateNetwork): OwnFrontDoors {
  const doors = new Map<string, Promise<FrontDoor | null>>();
  return {
    at(address) {
      const door = doors.get(address) ?? openFrontDoor(address, listen);
      doors.set(address, door);
      return door;
    },
    async [Symbol.asyncDispose]() {
      for (const door of doors.values()) await (await door)?.[Symbol.asyncDispose]();
    },
  };
}
