import type { Knex } from 'knex';
import type { Major } from '../../../host/paths.ts';
import type { ProcessResult } from '../../../host/run-process.ts';

export type Database = 'sqlite' | 'postgres';

/** One combination the bundle is tested on. */
export interface HostKind {
	major: Major;
	database: Database;
}

export interface HostOptions extends HostKind {
	/** Give it the tests' Redis, in a namespace of its own. */
	redis?: boolean;
	/**
	 * Start from a database that this very bundle has provisioned before (and seeded), instead of from plain Directus:
	 * ten seconds less per instance. Leave it out where provisioning or seeding is what the test is about.
	 */
	provisioned?: 'empty' | 'seeded';
	/**
	 * Serve the Studio. Directus bundles the extensions' pages anew at each start and for each command, which is a third
	 * of what a start costs.
	 */
	studio?: boolean;
	/** Wins over everything the harness sets. */
	env?: Record<string, string>;
	/** Part of its folder's and database's name, to find it again in a debugger. */
	name?: string;
	/** Another instance on the database, Redis and secrets of this one. */
	shareDatabaseWith?: Host;
}

/** A real Directus with the packed bundle, a fresh database and a port of its own. */
export interface Host extends HostKind {
	url: string;
	adminEmail: string;
	adminPassword: string;
	adminToken: string;
	env: Record<string, string>;
	/** Its working folder: uploads, logs, the SQLite file. */
	folder: string;
	pid: number;
	/** A direct connection to its database, past Directus. */
	knex: Knex;
	/** Requests a path of this instance. No token is added: what a caller may do is what most tests are about. */
	fetch(path: string, init?: RequestInit): Promise<Response>;
	/** Like fetch, as the administrator, with a JSON body and a JSON answer; throws when the answer is an error. */
	admin<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
	/** Everything it has written since its first start. */
	logs(): string;
	/** A `directus` command with the same environment. */
	cli(args: string[]): Promise<ProcessResult>;
	/** Stops it in order and starts it again on the same port and database. */
	restart(env?: Record<string, string>): Promise<void>;
	/** Starts it again after kill(). */
	start(): Promise<void>;
	kill(signal?: NodeJS.Signals): Promise<void>;
	/** Stops it and deletes its database and folder. */
	stop(): Promise<void>;
}
