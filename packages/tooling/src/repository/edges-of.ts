import type { Import } from './collect-imports.ts';
import { importTarget, type ImportTarget } from './import-target.ts';
import { packageOf, type Repository } from './repository.ts';
import { lineAt, type SourceFile } from './source-file.ts';
import type { WorkspacePackage } from './workspace-package.ts';

/** An import together with who has it and where it leads. */
export interface Edge {
  readonly source: SourceFile;
  readonly from: WorkspacePackage | undefined;
  readonly statement: Import;
  readonly target: ImportTarget;
  readonly line: number;
}

/** Every import of the repository. */
export const edgesOf = (repository: Repository): Edge[] =>
  repository.sources.flatMap((source) =>
    source.imports.map((statement) => ({
      source,
      from: packageOf(repository, source.path),
      statement,
      target: importTarget(source.path, statement.specifier),
      line: lineAt(source, statement.offset),
    })),
  );
