/** Exceptions as real programs told of them, recorded with Node 20 and Python 3.11 but for the name of the folder. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { lastThrown, withoutFolder } from '../../src/evidence/stack-trace.ts';

const folder = '/tmp/run-04115b94/programs-6DB4tx/reading-z1u56S';

const uncaught = `<anonymous_script>:1
tea for two
 ^

SyntaxError: Unexpected token 'e', "tea for two" is not valid JSON
    at JSON.parse (<anonymous>)
    at show (${folder}/consumer.ts:8:29)
    at Timeout._onTimeout (${folder}/consumer.ts:13:18)
    at listOnTimeout (node:internal/timers:581:17)
    at process.processTimers (node:internal/timers:519:7)

Node.js v20.20.2
`;

const rejected = `${folder}/consumer.ts:4
  return config.topic!.toUpperCase();
                       ^


TypeError: Cannot read properties of null (reading 'toUpperCase')
    at readConfig (${folder}/consumer.ts:4:24)
    at async <anonymous> (${folder}/consumer.ts:7:1)

Node.js v20.20.2
`;

const told = `consumer failed BadOrderError: cannot read x
    at parse (${folder}/src/lib/parse.ts:6:9)
    at main (${folder}/src/consumer.ts:5:3)
`;

const withProperties = `node:fs:448
    return binding.readFileUtf8(path, stringToFlags(options.flag));
                   ^

Error: ENOENT: no such file or directory, open '${folder}/orders.jsonl'
    at readFileSync (node:fs:448:20)
    at Object.<anonymous> (${folder}/consumer.ts:2:14)
    at Module._compile (node:internal/modules/cjs/loader:1521:14)
    at node:internal/main/run_main_module:28:49 {
  errno: -2,
  code: 'ENOENT',
  syscall: 'open',
  path: '${folder}/orders.jsonl'
}

Node.js v20.20.2
`;

const withCause = `${folder}/consumer.ts:8
    throw new Error('message could not be handled', { cause });
          ^


Error: message could not be handled
    at outer (${folder}/consumer.ts:8:11)
    at <anonymous> (${folder}/consumer.ts:11:1)
    ... 2 lines matching cause stack trace ...
    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5) {
  [cause]: TypeError: Cannot read properties of null (reading 'toString')
      at inner (${folder}/consumer.ts:2:9)
      at outer (${folder}/consumer.ts:6:5)
      at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)
}

Node.js v20.20.2
`;

const inHandler = JSON.stringify({
  level: 'ERROR',
  logger: 'kafkajs',
  message: '[Runner] Error when calling eachMessage',
  stack: `SyntaxError: Unexpected token 'o', "order 2063"... is not valid JSON
    at JSON.parse (<anonymous>)
    at ausgeben (${folder}/consumer.ts:20:27)
    at Runner.eachMessage (${folder}/consumer.ts:36:5)
    at Runner.processEachMessage (${folder}/.kafka-grader/kafkajs.cjs:16252:24)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`,
});

const crash = JSON.stringify({
  level: 'ERROR',
  logger: 'kafkajs',
  message: '[Consumer] Crash: KafkaJSNonRetriableError: Unexpected token \'o\', "order 2063"... is not valid JSON',
  stack: `KafkaJSNonRetriableError: Unexpected token 'o', "order 2063"... is not valid JSON
    at ${folder}/.kafka-grader/kafkajs.cjs:10856:20
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`,
});

const traceback = `Traceback (most recent call last):
  File "${folder}/consumer.py", line 14, in <module>
    main()
  File "${folder}/consumer.py", line 8, in main
    show("tea for two")
  File "${folder}/lib/orders.py", line 5, in show
    order = json.loads(text)
            ^^^^^^^^^^^^^^^^
  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
    raise JSONDecodeError("Expecting value", s, err.value) from None
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
`;

const chained = `Traceback (most recent call last):
  File "${folder}/consumer.py", line 4, in <module>
    inner()
  File "${folder}/consumer.py", line 2, in inner
    raise KeyError("orderId")
KeyError: 'orderId'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "${folder}/consumer.py", line 6, in <module>
    raise ValueError("bad order") from error
ValueError: bad order
`;

const thrownBy = (...texts: string[]) =>
  lastThrown(
    texts.flatMap((text) => text.split('\n')),
    folder,
  );

describe('the last exception', () => {
  test.each<[string, string, string, string]>([
    ['uncaught', uncaught, 'SyntaxError: Unexpected token \'e\', "tea for two" is not valid JSON', 'consumer.ts:8:29'],
    ['a rejection', rejected, "TypeError: Cannot read properties of null (reading 'toUpperCase')", 'consumer.ts:4:24'],
    ['told by the program', told, 'consumer failed BadOrderError: cannot read x', 'src/lib/parse.ts:6:9'],
    [
      'with properties',
      withProperties,
      `Error: ENOENT: no such file or directory, open '${folder}/orders.jsonl'`,
      'consumer.ts:2:14',
    ],
    ['with a cause', withCause, 'Error: message could not be handled', 'consumer.ts:8:11'],
    [
      'logged by kafkajs',
      inHandler,
      'SyntaxError: Unexpected token \'o\', "order 2063"... is not valid JSON',
      'consumer.ts:20:27',
    ],
    [
      'of Python',
      traceback,
      'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
      'lib/orders.py:5:1',
    ],
    ['of Python, raised from another', chained, 'ValueError: bad order', 'consumer.py:6:1'],
  ])('%s', (_kind, text, what, at) => {
    const [file, line, column] = at.split(':');
    expect(thrownBy(text)).toEqual({ what, place: { file, line: Number(line), column: Number(column) } });
  });

  test('what a client wraps is known by its message', () => {
    expect(thrownBy(inHandler, crash)).toEqual(thrownBy(inHandler));
    expect(thrownBy(uncaught, crash)).toEqual({
      what: 'KafkaJSNonRetriableError: Unexpected token \'o\', "order 2063"... is not valid JSON',
      place: null,
    });
  });

  test('is the later one of two', () => {
    expect(thrownBy(told, traceback)).toEqual(thrownBy(traceback));
    expect(thrownBy(traceback, told)).toEqual(thrownBy(told));
    expect(thrownBy(told, told.replace('cannot read x', 'cannot read y'))?.what).toContain('cannot read y');
  });

  test('is none where other words follow it', () => {
    expect(thrownBy(told, 'went on with the next message')).toBeNull();
    expect(thrownBy(traceback, '{"orderId":"ord-00000000ff"}')).toBeNull();
    expect(thrownBy(told, '{"level":"INFO","message":"[Consumer] Stopped"}')).toEqual(thrownBy(told));
    expect(thrownBy('consumer started', '    at the beginning of the topic')).toBeNull();
    expect(thrownBy('')).toBeNull();
  });

  test('names no place outside the program’s own files', () => {
    const elsewhere = 'Error: x\n    at f (/usr/lib/node/other.js:1:2)';
    expect(thrownBy(elsewhere)).toEqual({ what: 'Error: x', place: null });
    expect(thrownBy(`Error: x\n    at f (${folder}/node_modules/kafkajs/index.js:1:2)`)?.place).toBeNull();
    expect(lastThrown(told.split('\n'), null)?.place).toBeNull();
  });
});

test('text without the folder', () => {
  const text = `open '${folder}/orders.jsonl' at file://${folder}/src/consumer.ts:1:2`;
  expect(withoutFolder(text, folder)).toBe("open 'orders.jsonl' at src/consumer.ts:1:2");
  expect(withoutFolder(text, null)).toBe(text);
});

describe('hostile lines', () => {
  const pieces = [
    '    at show (',
    `${folder}/`,
    'consumer.ts:8:29)',
    '  File "',
    '", line ',
    '7',
    ':',
    'TypeError: x',
    '{"stack":"',
    '\\n    at ',
    '"}',
    '}',
    'Node.js v20',
    ' ',
    '',
  ];
  const anyLine = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

  test('whatever they are, they end with an exception or do not', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
        const thrown = lastThrown(lines, folder);
        if (thrown?.place) expect(thrown.place.line).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test.each(pieces.map((piece) => `${piece}x`))('thousands that are %j are looked at once each', (line) => {
    const lines = Array<string>(2000).fill(line);
    const looks = vi.spyOn(RegExp.prototype, 'test');
    lastThrown(lines, folder);
    const { length } = looks.mock.calls;
    looks.mockRestore();
    expect(length).toBeLessThan(12 * lines.length);
  });

  test.each(pieces.filter((piece) => piece !== ''))('one of nothing but %j ends', (piece) => {
    expect(lastThrown([piece.repeat(64 * 1024)], folder)?.place ?? null).toBeNull();
  });
});
