export { asQuery, codesOf, type Answer, type Caller, callerOf } from './caller.ts';
export { type Attempt, readAttempts, writeAttempts } from './attempts.ts';
export { markedColumns, type StoredRow, storeRow } from './sample-row.ts';
export { listen, type Listener } from './websocket.ts';
