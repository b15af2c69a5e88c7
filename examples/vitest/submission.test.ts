/** Your producer's checks as tests: `SUBMISSION=my-folder npx vitest run`. */
import { suiteOf } from 'kafka-grader/vitest';

suiteOf({
  exercise: 'kafka-producers',
  submission: process.env['SUBMISSION'] ?? '.',
  only: ['keys', 'acks'],
});
