/** What the report of a class is called, in the output folder of a batch. */
export const classFile = 'class.html';
