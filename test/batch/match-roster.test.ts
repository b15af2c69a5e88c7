import { describe, expect, test } from 'vitest';
import { matchRoster } from '../../src/batch/roster/match-roster.ts';
import { parseRoster } from '../../src/batch/roster/parse-roster.ts';
import { sayMembership } from '../../src/batch/roster/say-membership.ts';
import { GraderError } from '../../src/grader-error.ts';

/** The logins of those who own each submission, of those who handed in nothing, and what nobody owns. */
function matched(ids: readonly string[], roster: string) {
  const parsed = parseRoster(roster);
  if ('problem' in parsed) throw new Error(parsed.problem);
  const { owners, absent, unowned } = matchRoster(ids, parsed.roster);
  return {
    owners: Object.fromEntries([...owners].map(([id, students]) => [id, students.map(({ login }) => login)])),
    absent: absent.map(({ login }) => login),
    unowned,
  };
}

function refusal(ids: readonly string[], roster: string): string {
  try {
    matched(ids, roster);
    return 'none';
  } catch (error) {
    if (error instanceof GraderError) return `${error.message} (${error.code}, ${error.exitCode})`;
    throw error;
  }
}

const roster = 'id,login,email\ns1,ada,ada@example.org\ns2,lee,\ns3,Ann-Lee,ann@example.org\n';

describe('a submission is of the student', () => {
  test.each([
    ['ada', 'ada'],
    ['ADA', 'ada'],
    ['s1', 'ada'],
    ['Ada@Example.org', 'ada'],
    ['day-3-ada', 'ada'],
    ['cs50-day-3-lee', 'lee'],
    ['day-3-ann-lee', 'Ann-Lee'],
    ['ann-lee', 'Ann-Lee'],
  ])('%s', (id, login) => {
    expect(matched([id], roster).owners).toEqual({ [id]: [login] });
  });

  test.each(['canada', 'ada-2', 'day-3-s1', 'x-ada@example.org', 'ad', '-'])('and %s is of nobody', (id) => {
    expect(matched([id], roster)).toEqual({ owners: {}, absent: ['ada', 'lee', 'Ann-Lee'], unowned: [id] });
  });

  test('who is named wholly, before one whose login it ends with', () => {
    expect(matched(['dr-lee'], 'id,login\ndr-lee,x\ns2,lee\n').owners).toEqual({ 'dr-lee': ['x'] });
  });

  test('and those are absent who own none', () => {
    expect(matched(['day-3-ada', 'late'], roster)).toEqual({
      owners: { 'day-3-ada': ['ada'] },
      absent: ['lee', 'Ann-Lee'],
      unowned: ['late'],
    });
  });
});

describe('a group', () => {
  const groups = 'id,login,group_name\ns1,ada,Team One\ns2,bob,Team One\ns3,cid,One\ns4,dan,\n';

  test('hands in together', () => {
    expect(matched(['day-3-team-one', 'one'], groups)).toEqual({
      owners: { 'day-3-team-one': ['ada', 'bob'], one: ['cid'] },
      absent: ['dan'],
      unowned: [],
    });
  });

  test('can have somebody in it who also hands in alone, and not two submissions', () => {
    expect(matched(['day-3-team-one', 'day-2-ada'], groups).owners).toEqual({
      'day-3-team-one': ['ada', 'bob'],
      'day-2-ada': ['ada'],
    });
    expect(refusal(['day-2-one', 'day-3-one'], groups)).toContain('"day-2-one" and "day-3-one" are of the group one;');
  });
});

test('whatever is not clear is told at once, before anything runs', () => {
  const unclear = 'id,name,login\nada,Ada Lovelace,x\ns2,,ada\ns3,Bob,bob\n';
  expect(refusal(['ada', 'bob', 'day-3-bob', 's3', 'x'], unclear)).toBe(
    'The roster does not say whose each submission is: "ada" can be of Ada Lovelace (line 2 of the roster) or of ada (line 3 of the roster); ' +
      '"bob" and "day-3-bob" and "s3" are of Bob (line 4 of the roster); a submission is of one student or group, and each has one. (ROSTER_UNCLEAR, 3)',
  );
});

test('who handed in nothing, and what nobody owns, is listed', () => {
  const parsed = parseRoster('id,name,login\ns1,Ada Lovelace,ada\ns2,"Evil\u202e",\ns3,,cid\n');
  if ('problem' in parsed) throw new Error(parsed.problem);
  expect(sayMembership(matchRoster(['late', 'x-cid'], parsed.roster))).toBe(
    'Handed in nothing (2):\n  Ada Lovelace\n  Evil\\u{202e}\nNot on the roster (1):\n  late\n',
  );
  expect(sayMembership(matchRoster(['ada', 's2', 'cid'], parsed.roster))).toBe('');
});
