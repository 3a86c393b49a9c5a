import type { Host } from '../host/types.ts';
import type { Person } from './studio.ts';

export const people = {
	administrator: (host: Host): Person => ({ email: host.adminEmail, password: host.adminPassword }),
};
