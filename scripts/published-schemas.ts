import { z } from 'zod';
import { journalLineSchema } from '../src/evidence/journal-schema.ts';
import { classRecord } from '../src/grade/class-record.ts';
import { grade } from '../src/grade/grade.ts';
import { latePolicyFile } from '../src/late-policy/parse-late-policy.ts';
import { rubricFile } from '../src/rubric/parse-rubric-file.ts';

/** The JSON Schemas that the package publishes, as texts by file name. */
export function publishedSchemas(): Map<string, string> {
  const schemas = {
    'grade-v1.schema.json': schemaOfInput(grade, {
      title: 'kafka-grader/grade/v1',
      description: 'grade.json: what a submission earned, and why. Other fields may be there.',
    }),
    'batch-v1.schema.json': schemaOfInput(classRecord, {
      title: 'kafka-grader/batch/v1',
      description: 'batch.json: what a batch was about, and what became of each submission. Other fields may be there.',
    }),
    'observations-v1.schema.json': journalLineSchema(),
    'rubric.schema.json': schemaOfInput(rubricFile, {
      title: 'A rubric file of kafka-grader',
      description: "How an instructor's points differ from the exercise's.",
    }),
    'late-policy.schema.json': schemaOfInput(latePolicyFile, {
      title: 'A late policy of kafka-grader',
      description: 'When work is due, and what it costs to be late.',
    }),
  };
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]));
}

/** What may be read: a field that has a default may be missing. */
function schemaOfInput(schema: z.ZodType, about: { title: string; description: string }): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return { $schema, ...about, ...rest };
}
