import { Visitor, type ModuleExportName, type Program } from 'oxc-parser';

/** One import of a file; types, re-exports and `import()` count. */
export interface Import {
  readonly specifier: string;
  /** Where it begins in the text. */
  readonly offset: number;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** What is taken by name; empty for a namespace, a side effect or `import()`. */
  readonly names: readonly string[];
}

const nameOf = (name: ModuleExportName): string =>
  name.type === 'Literal' ? name.value : name.name;

/** Every import of a program: `import`, `export … from`, `import()` and `import('x').T`. */
export const collectImports = (program: Program): Import[] => {
  const imports: Import[] = [];
  const add = (
    specifier: string,
    offset: number,
    typeOnly: boolean,
    names: string[] = [],
  ): void => {
    imports.push({ specifier, offset, typeOnly, names });
  };
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
      const types = named.filter((specifier) => specifier.importKind === 'type');
      const allTypes = types.length > 0 && types.length === node.specifiers.length;
      const names = named.map((specifier) => nameOf(specifier.imported));
      add(node.source.value, node.start, node.importKind === 'type' || allTypes, names);
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.start, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.start, node.exportKind === 'type');
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal') add(String(node.source.value), node.start, false);
    },
    TSImportType(node) {
      add(node.source.value, node.start, true);
    },
  }).visit(program);
  return imports;
};
