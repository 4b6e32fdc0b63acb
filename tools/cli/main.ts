import { enableCompileCache } from 'node:module';

// Compiling the sources takes most of the run time of short commands.
enableCompileCache();
await import('./program.ts');
