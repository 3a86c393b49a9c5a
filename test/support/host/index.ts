export { bothMajorsAndDatabases, describeOnHosts } from './matrix.ts';
export { makeRoomForFlow } from './flows.ts';
export { hostMatrix, hostName } from './matrix-kinds.ts';
export { startHost } from './start-host.ts';
export type { Database, Host, HostKind, HostOptions } from './types.ts';
export { type TestUser, withUser } from './users.ts';
