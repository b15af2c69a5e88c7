/** What a report is called where it is one page. */
export const pageFile = 'report.html';
