/** The text as a sentence: names of programs and things begin one in lower case, so the first word is given its capital letter here. */
export function sentence(text: string): string {
  const capitalised = text.replace(/^\p{Ll}(?=\p{L}*[\s,:])/u, (letter) => letter.toUpperCase());
  return /[.!?…][)"”’]?$/.test(capitalised) ? capitalised : `${capitalised}.`;
}
