#!/usr/bin/env node
import module from 'node:module';

// From Node 22 on: what was compiled once need not be again.
module.enableCompileCache?.();
await import('../dist/src/cli/main.js');
