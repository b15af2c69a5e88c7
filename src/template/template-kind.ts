/** What a student's repository is for: each but `common` is a folder of a template. */
export const templateKinds = ['actions', 'classroom', 'classroom50'] as const;

export type TemplateKind = (typeof templateKinds)[number];
