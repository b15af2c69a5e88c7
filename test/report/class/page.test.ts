/** `class.html` as text: what must hold of it in any browser. */
import { readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../../graders/kafka-consumers/exercise.ts';
import type { ClassMember } from '../../../src/grade/class-record.ts';
import { renderClass } from '../../../src/report/class/render.tsx';
import type { StoredClass, StoredMember } from '../../../src/report/class/stored-class.ts';
import { summarize } from '../../../src/report/class/summarize.ts';
import { readClass } from '../../../src/reporting/read-class.ts';
import { classRecordOf, makeClassFolder, memberNamed, oldGrade } from '../../support/class-folder.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { everyKind, hostileGrade, hostileText } from '../hostile.ts';
import { type Element, elementsIn, named, only, parseMarkup, textIn } from '../markup.ts';
import { realTools } from '../recorded-report.ts';
import { generatedGrade } from './generated.ts';

const pageOf = (stored: StoredClass) => parseMarkup(renderClass(stored, realTools).text);
const attributesOf = (page: Element, name: string) =>
  elementsIn(page).flatMap(({ attributes }) => attributes.get(name) ?? []);

const nobody: StoredClass = { record: null, exercise: '', checks: [], members: [], pages: [] };

const hostileMember: fc.Arbitrary<StoredMember> = fc
  .record({ id: hostileText, name: hostileText, grade: fc.option(hostileGrade), why: hostileText, attempts: fc.nat(3) })
  .map(({ id, name, grade, why, attempts }) => {
    const student = { identifier: name, name, login: name, email: name, section: name };
    const known = { id, attempts, handedInAt: null, student };
    return grade
      ? { ...known, status: 'graded', grade: summarize(grade), page: 'there' }
      : { ...known, status: 'not-graded', why, gradable: true };
  });

/** `submissions/`, something of one step, and the page; or a place in this page. */
const allowedLinks = /^(?:#[\w.-]+|submissions\/(?:[\w.!~*'()-]|%[0-9A-F]{2})*\/report\.html)$/;

describe('the page of a class', () => {
  test('of whatever was written has its own elements only, and leads nowhere else', () => {
    fc.assert(
      fc.property(fc.array(hostileMember, { maxLength: 5 }), hostileText, (members, text) => {
        const absent = [{ identifier: text, name: text, login: text, email: text, section: text }];
        const record = { ...classRecordOf([]), absent };
        const page = pageOf({ ...nobody, record, exercise: text, members });
        only(named(page, 'script'));
        only(named(page, 'style'));
        for (const { name, attributes } of elementsIn(page)) {
          expect(name).not.toMatch(/^(img|iframe|object|embed|form|base|link)$/);
          for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^src|^style$/);
        }
        for (const href of attributesOf(page, 'href')) expect(href).toMatch(allowedLinks);
        expect(textIn(page).match(/(?![\n\t])\p{C}/gu)).toBeNull();
      }),
    );
  });

  test('spells out what turns a name around, and leads to its very folder', () => {
    const id = 'a/b%2f"><script>\u202etxt é';
    const members: StoredMember[] = [
      {
        id,
        attempts: 1,
        handedInAt: null,
        student: null,
        status: 'graded',
        grade: summarize(everyKind),
        page: 'there',
      },
    ];
    const page = pageOf({ ...nobody, members });
    expect(textIn(page)).toContain('a/b%2f"><script>\\u{202e}txt é');
    const [link = ''] = attributesOf(page, 'href').filter((href) => href.startsWith('submissions/'));
    expect(decodeURIComponent(link.split('/')[1] ?? '')).toBe(id);
  });

  test('of nobody can be read', () => {
    expect(textIn(pageOf(nobody))).toContain('0 of 0 submissions with a final grade');
  });

  test('says how the scores are distributed, in words too', async () => {
    await using folder = await makeTemporaryFolder();
    const grades = { ada: everyKindWith(9), bob: everyKindWith(7), cid: everyKindWith(3) };
    await makeClassFolder(folder.path, { grades, record: {} });
    const page = pageOf(await readClass(folder.path));
    const [label] = named(page, 'svg').flatMap(({ attributes }) => attributes.get('aria-label') ?? []);
    expect(label).toContain('2 to 3 points: 1');
    expect(textIn(page)).toContain('median7');
  });

  test('marks the median by name, and crosses no count with it', async () => {
    await using folder = await makeTemporaryFolder();
    const grades = { ada: everyKindWith(9), bob: everyKindWith(7), cid: everyKindWith(3) };
    await makeClassFolder(folder.path, { grades, record: {} });
    const page = pageOf(await readClass(folder.path));
    const chart = only(named(page, 'svg'));
    expect(chart.attributes.get('aria-label')).toContain('The median is 7.');
    const median = only(elementsIn(chart).filter(({ attributes }) => attributes.get('class') === 'median'));
    expect(textIn(only(named(median, 'title')))).toBe('Half of the final grades are on each side of 7, the median.');
    expect(textIn(only(named(median, 'text')))).toBe('median 7');
    const line = only(named(median, 'path')).attributes.get('d') ?? '';
    const [x = 0, ...ends] = [...line.matchAll(/[MV ](\d+(?:\.\d)?)/g)].map(([, number]) => Number(number));
    const strokes = [ends.slice(0, 2), ends.slice(3)];
    const counts = named(chart, 'text').filter((text) => /^\d+$/.test(textIn(text)) && !text.attributes.has('class'));
    expect(counts).toHaveLength(3);
    const [above] = counts.filter(({ attributes }) => Math.abs(Number(attributes.get('x')) - x) < 12);
    const baseline = Number(above?.attributes.get('y'));
    for (const [from = 0, to = 0] of strokes) expect(to <= baseline - 11 || from >= baseline).toBe(true);
  });

  test('says what went wrong, who handed in nothing, whose folder is nobody’s, and whose workflows differ', async () => {
    await using folder = await makeTemporaryFolder();
    const workflows = [{ path: '.github/workflows/x.yml', sha256: null, state: 'foreign' }];
    const ada = { identifier: '17', name: 'Ada L.', login: null, email: null, section: null };
    await makeClassFolder(folder.path, {
      grades: { ada: everyKind, bob: { ...everyKind, repository: { workflows } }, broken: { schema: 'none' } },
      record: { absent: [{ ...ada, name: 'Cid', identifier: '18' }] },
      members: [
        { id: 'ada', student: ada, attempts: 2 },
        { id: 'dora', status: 'not-graded', why: 'The broker died. (BROKER_DIED)', attempts: 3 },
      ],
    });
    const stored = await readClass(folder.path);
    const text = textIn(pageOf(stored));
    expect(text).toContain('0 of 4 submissions with a final grade');
    expect(text).toContain('dora: The broker died. (BROKER_DIED)');
    expect(text).toMatch(/broken: .*grade\.json can't be read as a grade/);
    expect(text).toContain('ada: undecided offsets.commits-progress');
    expect(text).toMatch(/Handed in nothing.*Cid, 18/);
    expect(text).toMatch(/Folders of nobody on the roster.*bob.*Workflow files/);
    expect(text).toContain('bob: .github/workflows/x.yml is a workflow that kafka-grader init does not write.');
  });

  test('gives advice to grade again only where that can help', async () => {
    await using folder = await makeTemporaryFolder();
    const late: Partial<ClassMember> = {
      id: 'eve',
      status: 'not-graded',
      why: 'its first commit is younger than 2026-11-22T00:00:00.000Z',
      gradable: false,
      attempts: 0,
    };
    const cutOff: Partial<ClassMember> = {
      id: 'fay',
      status: 'not-graded',
      why: 'The batch ended before its turn.',
      attempts: 0,
    };
    await makeClassFolder(folder.path, { grades: { ada: everyKindWith(9) }, record: {}, members: [late] });
    const text = textIn(pageOf(await readClass(folder.path)));
    expect(text).toContain('eve: its first commit is younger');
    expect(text).toContain('Not everything is graded.');
    expect(text).not.toContain('--resume');
    await makeClassFolder(folder.path, { grades: { ada: everyKindWith(9) }, record: {}, members: [late, cutOff] });
    expect(textIn(pageOf(await readClass(folder.path)))).toContain('Run batch again with --resume.');
  });

  test.each([
    [[0, 0], /^(?!.*Time spent)/s],
    [[8500], /The batch took 2 min 5 s\. The only submission that was graded took 8\.5 s\.(?!The slowest)/],
    [[8500, 8510], /No submission took more than 8\.5 s\.The slowest:/],
    [[0, 0, 8500], /No submission took more than 8\.5 s\.The slowest:/],
    [[1000, 3000, 8500], /Half of the submissions took less than 3\.0 s, none more than 8\.5 s\.The slowest:/],
  ])('says of submissions that took %j ms what there is to say', async (durations, said) => {
    await using folder = await makeTemporaryFolder();
    const grades = Object.fromEntries(durations.map((durationMs, at) => [`s${at}`, { ...everyKind, durationMs }]));
    await makeClassFolder(folder.path, { grades, record: {} });
    expect(textIn(pageOf(await readClass(folder.path)))).toMatch(said);
  });

  test('names mistakes as their pages do, with the page, what they cost and who made them', async () => {
    await using folder = await makeTemporaryFolder();
    await makeClassFolder(folder.path, { grades: { ada: await oldGrade('with-mistake') }, record: null });
    const page = pageOf(await readClass(folder.path));
    expect(textIn(page)).toMatch(/1 submission4 points lost in all.*read about this mistake.*ada/);
    expect(attributesOf(page, 'id')).toContain('page-docs-mistakes-rounded-numbers');
    expect(attributesOf(page, 'href')).toContain('#page-docs-mistakes-rounded-numbers');
  });

  const old = readdirSync(new URL('../../../fixtures/grades/', import.meta.url)).filter((file) =>
    file.endsWith('.json'),
  );
  test('of grades of earlier versions, without a record, shows them all', async () => {
    await using folder = await makeTemporaryFolder();
    const grades = Object.fromEntries(
      await Promise.all(old.map(async (file) => [basename(file, '.json'), await oldGrade(basename(file, '.json'))])),
    );
    await makeClassFolder(folder.path, { grades, record: null });
    const stored = await readClass(folder.path);
    expect(stored.exercise).toBe('kafka-consumers');
    expect(
      named(pageOf(stored), 'tr').filter(({ attributes }) => attributes.get('class')?.startsWith('member ')),
    ).toHaveLength(old.length);
  });

  test('of a thousand takes under 3 MB', async () => {
    await using folder = await makeTemporaryFolder();
    const ids = Array.from({ length: 1000 }, (_, index) => `kafka-day-3-with-a-long-name-${index}`);
    const grades = Object.fromEntries(ids.map((id, index) => [id, generatedGrade(index)]));
    const checks = kafkaConsumers.rubric.map(({ id, title, points }) => ({ id, title, points }));
    await makeClassFolder(folder.path, { grades, record: { checks } });
    const { text } = renderClass(await readClass(folder.path), realTools);
    expect(Buffer.byteLength(text)).toBeLessThan(3_000_000);
    for (const id of ids) expect(text).toContain(`submissions/${id}/report.html`);
  });
});

describe('reading a class', () => {
  test('opens no folder that its record makes up', async () => {
    await using folder = await makeTemporaryFolder();
    await makeClassFolder(join(folder.path, 'out'), {
      grades: {},
      record: { submissions: [memberNamed('../../submissions/other')] },
    });
    await makeClassFolder(folder.path, { grades: { other: everyKind }, record: null });
    await expect(readClass(join(folder.path, 'out'))).rejects.toMatchObject({
      code: 'GRADE_UNREADABLE',
      message: expect.stringContaining('must be the name of a folder, not "../../submissions/other"'),
    });
  });

  test('leads to those pages only that are there, and says once what makes the others', async () => {
    await using folder = await makeTemporaryFolder();
    await makeClassFolder(folder.path, { grades: { ada: everyKind, bob: everyKind }, record: {} });
    expect(textIn(pageOf(await readClass(folder.path)))).not.toContain('no page');
    await rm(join(folder.path, 'submissions', 'ada', 'report.html'));
    const page = pageOf(await readClass(folder.path));
    expect(new Set(attributesOf(page, 'href').filter((href) => href.startsWith('submissions/')))).toEqual(
      new Set(['submissions/bob/report.html']),
    );
    expect(textIn(page).match(/[^.;]*no page[^.]*\./g)).toEqual([
      expect.stringMatching(
        /1 submission had no page beside this one .*kafka-grader report <folder> --format html,class/,
      ),
    ]);
    expect(named(page, 'th').map(textIn)).toEqual(expect.arrayContaining(['ada', 'bob']));
  });

  test('says what is wrong with a record that is none, and that a single grading is no class', async () => {
    await using folder = await makeTemporaryFolder();
    await makeClassFolder(folder.path, { grades: {}, record: { durationMs: -0.5 } });
    await expect(readClass(folder.path)).rejects.toMatchObject({ code: 'GRADE_UNREADABLE' });
    await expect(readClass(join(folder.path, 'submissions'))).rejects.toMatchObject({ code: 'NO_SUCH_OUTPUT' });
    expect(await readFile(join(folder.path, 'batch.json'), 'utf8')).toContain('-0.5');
  });
});

/** A final grade with so many points of 27. */
function everyKindWith(score: number) {
  return { ...everyKind, score, final: true, checks: everyKind.checks.filter(({ points }) => points !== null) };
}
