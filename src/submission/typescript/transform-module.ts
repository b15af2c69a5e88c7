import type { SubmissionFile } from '../submission.ts';
import { fromBundles } from './bundle-layout.ts';
import type { Compiler } from './compiler.ts';
import { languageSettings } from './esbuild-settings.ts';
import { identityOf } from './module-identity.ts';
import { loaderOf } from './own-files.ts';
import type { ModuleKind } from './survey.ts';

export interface TransformedModule {
  /** With its source map inside. */
  readonly code: string;
  /** The source map as JSON. */
  readonly map: string;
}

/** Makes JavaScript of one of the submission's modules that knows who it is wherever it is put. */
export async function transformModule(
  { path, contents }: SubmissionFile,
  kind: ModuleKind,
  compiler: Compiler,
): Promise<TransformedModule> {
  const { code, map } = await compiler.transform(contents, {
    ...languageSettings,
    ...identityOf(path, kind),
    loader: loaderOf(path) ?? 'ts',
    sourcefile: fromBundles(path),
    sourcemap: 'external',
    sourcesContent: false,
  });
  const inline = Buffer.from(map).toString('base64');
  return { code: `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`, map };
}
