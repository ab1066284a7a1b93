// Jest transform: the same type stripping Node 24 applies at run time.
// Types become blanks, so line and column numbers stay true and no source map is needed.
import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

const transform = (source) => ({ code: stripTypeScriptTypes(source) });

export default {
  process: transform,
  getCacheKey: (source, path) =>
    createHash('sha1').update(process.version).update(path).update(source).digest('hex'),
};
