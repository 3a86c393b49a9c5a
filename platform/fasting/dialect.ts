import type { Knex } from 'knex';
import { isPostgres } from '../sql/database-kind.ts';

/** What PostgreSQL and SQLite say differently in the statements of this folder. Everything else they share. */
export interface Dialect {
	/** Ends the first line of a temporary table that is made from a query. */
	readonly temporary: string;
	/** A column of events with a time, in ms since 1970. */
	readonly milliseconds: (column: string) => string;
	/** A property of an event as a text, null where it is not there. */
	readonly property: (name: string) => string;
	/** The property as a number, null where it is none. */
	readonly numberProperty: (name: string) => string;
	/** A number, rounded half up to a whole one. */
	readonly rounded: (number: string) => string;
	/** Compares texts as JavaScript does. */
	readonly binary: string;
	readonly newId: string;
	readonly types: Readonly<Record<StagedType, string>>;
	readonly jsonObject: string;
	readonly asJson: (text: string) => string;
	readonly asUser: (text: string) => string;
}

/** Types of the columns of staged rows. */
export type StagedType = 'integer' | 'number' | 'text' | 'date';

const postgres: Dialect = {
	temporary: 'on commit drop',
	milliseconds: (column) => `cast(round(date_part('epoch', ${column}) * 1000) as bigint)`,
	property: (name) => `events.props ->> '${name}'`,
	numberProperty: (name) =>
		`case json_typeof(events.props -> '${name}') when 'number' then cast(events.props ->> '${name}' as double precision) end`,
	rounded: (number) => `cast(floor(${number} + 0.5) as bigint)`,
	binary: 'collate "C"',
	newId: 'gen_random_uuid()',
	types: { integer: 'bigint', number: 'double precision', text: 'text', date: 'date' },
	jsonObject: 'json_build_object',
	asJson: (text) => `cast(${text} as json)`,
	asUser: (text) => `cast(${text} as uuid)`,
};

const sqlite: Dialect = {
	temporary: '',
	milliseconds: (column) =>
		`case typeof(${column}) when 'text' then cast(round((julianday(${column}) - 2440587.5) * 86400000) as integer) else ${column} end`,
	property: (name) => `cast(json_extract(events.props, '$.${name}') as text)`,
	numberProperty: (name) =>
		`case when json_type(events.props, '$.${name}') in ('integer', 'real') then json_extract(events.props, '$.${name}') end`,
	rounded: (number) => `cast(floor(${number} + 0.5) as integer)`,
	binary: 'collate binary',
	newId: `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' ||
		substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`,
	// A calendar date is the moment it begins on the server, see insert-rows.
	types: { integer: 'integer', number: 'real', text: 'text', date: 'integer' },
	jsonObject: 'json_object',
	asJson: (text) => text,
	asUser: (text) => text,
};

export const dialectOf = (knex: Knex): Dialect => (isPostgres(knex) ? postgres : sqlite);
