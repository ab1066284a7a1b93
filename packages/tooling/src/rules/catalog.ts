import { soundCompose } from '../docker/sound-compose.ts';
import { soundDockerfile } from '../docker/sound-dockerfile.ts';
import { acceptanceRows } from './acceptance-rows.ts';
import { changesAreTold } from './changes-are-told.ts';
import { declaredDependencies } from './declared-dependencies.ts';
import { docsNameRealFiles } from './docs-name-real-files.ts';
import { environmentAtTheEdge } from './environment-at-the-edge.ts';
import { fileSizes } from './file-sizes.ts';
import { honestTests } from './honest-tests.ts';
import { libraryPlaces } from './library-places.ts';
import { noBarrels } from './no-barrels.ts';
import { noConsole } from './no-console.ts';
import { noCycles } from './no-cycles.ts';
import { noDeepImports } from './no-deep-imports.ts';
import { noMachinePaths } from './no-machine-paths.ts';
import { noTestBranches } from './no-test-branches.ts';
import { numberedDecisions } from './numbered-decisions.ts';
import { oneClock } from './one-clock.ts';
import { packageArrows } from './package-arrows.ts';
import { packageReadmes } from './package-readmes.ts';
import { plainNames } from './plain-names.ts';
import { providerSeams } from './provider-seams.ts';
import type { Rule } from './rule.ts';
import { tablesHaveAnEnd } from './tables-have-an-end.ts';

/** Every rule that `npm run check` applies. A new one: its file, its test and a line here. */
export const RULES: readonly Rule[] = [
  packageArrows,
  declaredDependencies,
  noDeepImports,
  noCycles,
  libraryPlaces,
  providerSeams,
  environmentAtTheEdge,
  oneClock,
  noConsole,
  noTestBranches,
  honestTests,
  fileSizes,
  plainNames,
  noBarrels,
  packageReadmes,
  noMachinePaths,
  docsNameRealFiles,
  numberedDecisions,
  tablesHaveAnEnd,
  acceptanceRows,
  changesAreTold,
  soundDockerfile,
  soundCompose,
];
