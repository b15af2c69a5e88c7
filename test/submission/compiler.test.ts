/** Programs that end the compiler: it is one process for all. */
import { expect, test } from 'vitest';
import { refusal, runProgram } from './submission-folder.ts';

const reason = 'The program does not compile: the compiler comes to no end with consumer.ts and what it imports.';

test.each([
  ['brackets', '['.repeat(600_000)],
  ['negations', `${'!'.repeat(1_000_000)}1`],
])('%s that are nested too deeply cost nobody else anything', async (_what, deep) => {
  const programs = await Promise.all([
    runProgram({ 'consumer.ts': "import 'kafkajs'; console.log('first');" }),
    refusal({ 'consumer.ts': `x = ${deep}` }),
    runProgram({ 'consumer.ts': "import 'kafkajs'; console.log('second');" }),
    refusal({ 'consumer.ts': "import './more.ts';", 'more.ts': `export const more = ${deep}` }),
  ]);
  expect(programs).toMatchObject([
    { lines: ['first'] },
    { reason, at: null },
    { lines: ['second'] },
    { reason, at: null },
  ]);
  expect(await runProgram({ 'consumer.ts': "console.log('third');" })).toMatchObject({ lines: ['third'] });
});
