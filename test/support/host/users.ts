import { randomBytes } from 'node:crypto';
import type { Host } from './types.ts';

export interface TestUser {
	id: string;
	email: string;
	password: string;
	token: string;
}

/** Creates a user of a role, named or by id, with a static token. `language` decides which messages they get. */
export async function withUser(host: Host, options: { role: string; language?: string }): Promise<TestUser> {
	const email = `user-${randomBytes(6).toString('hex')}@example.com`;
	const password = randomBytes(12).toString('base64url');
	const token = randomBytes(24).toString('base64url');
	const role = await findRole(host, options.role);
	const language = options.language ?? null;
	const user = { email, password, token, role, language, status: 'active' };
	const { id } = await host.admin<{ id: string }>('POST', '/users', user);
	return { id, email, password, token };
}

async function findRole(host: Host, nameOrId: string): Promise<string> {
	const roles = await host.admin<{ id: string; name: string }[]>('GET', '/roles?fields=id,name&limit=-1');
	const role = roles.find(({ id, name }) => id === nameOrId || name === nameOrId);
	if (!role)
		throw new Error(`There is no role "${nameOrId}"; there are: ${roles.map(({ name }) => name).join(', ')}`);
	return role.id;
}
