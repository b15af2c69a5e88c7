/** How far students' programs are kept from the machine, from each other and from the grader; each level keeps what the one before it does. */
export const isolationLevels = ['none', 'process', 'bubblewrap', 'docker'] as const;

export type IsolationLevel = (typeof isolationLevels)[number];

/** `auto` is the strongest that has shown to work on this machine. */
export type IsolationChoice = IsolationLevel | 'auto';
