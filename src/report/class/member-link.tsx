import { pageFile } from '../page-file.ts';
import { type GradedMember, isGraded, type StoredMember } from './stored-class.ts';
import { shortNameOf } from './words.ts';

/** Whose a submission is, and where its page is if there is one. */
export function MemberLink({ member }: { member: StoredMember }) {
  const name = shortNameOf(member.id);
  return isGraded(member) && member.page === 'there' ? <a href={pageOf(member)}>{name}</a> : name;
}

/** Folded where they are many. */
export function MemberLinks({ members }: { members: readonly StoredMember[] }) {
  const links = (
    <ul class="who">
      {members.map((member) => (
        <li>
          <MemberLink member={member} />
        </li>
      ))}
    </ul>
  );
  if (members.length <= mostOpen) return links;
  return (
    <details class="printed">
      <summary>{`who: ${members.length}`}</summary>
      {links}
    </details>
  );
}

const mostOpen = 12;

/** What no address can have: half of a character. */
const loneSurrogate = /\p{Cs}/gu;

function pageOf({ id }: GradedMember): string {
  return `submissions/${encodeURIComponent(id.replace(loneSurrogate, '\ufffd'))}/${pageFile}`;
}
