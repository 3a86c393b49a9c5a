import { z } from 'zod';

/** Registered under one name, which descriptions of our addresses refer to. */
export const anyJson = z.json('must be JSON');
z.globalRegistry.add(anyJson, { id: 'Json' });
