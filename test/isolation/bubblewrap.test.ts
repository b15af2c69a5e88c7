import { bubblewrapIsolation } from '../../src/isolation/bubblewrap/isolation.ts';
import { testWalls } from './test-walls.ts';

testWalls({ isolation: async () => bubblewrapIsolation, devices: 'EROFS', knowsPrograms: 'by-process' });
