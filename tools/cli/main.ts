import { enableCompileCache } from 'node:module';

// The program is short and its sources are many: compiling them takes most of its time.
enableCompileCache();
await import('./program.ts');
