import { builtInEvents } from '../domain/events/built-in.ts';
import type { EventType } from '../domain/events/event-type.ts';
import type { Property } from '../domain/events/property.ts';

const start = '<!-- events: written by "npm run docs" from domain/events/built-in.ts -->';
const end = '<!-- end -->';

/** A page with the list of events as it is in the code, between its markers. */
export function withEventsSection(page: string): string {
	const from = page.indexOf(start);
	const to = page.indexOf(end, from);
	if (from < 0 || to < 0) throw new Error(`The page lacks the line ${start}, or ${end} after it.`);
	return [page.slice(0, from) + start, '', eventsTable(), '', page.slice(to)].join('\n');
}

function eventsTable(): string {
	const types: [string, EventType][] = Object.entries(builtInEvents);
	const rows = types.map(([name, { meaning, properties }]) => {
		const described = Object.entries(properties).map(describe);
		return `| \`${name}\` | ${meaning} | ${described.join('<br>')} |`;
	});
	return ['| event | what happened | properties |', '|---|---|---|', ...rows].join('\n');
}

const describe = ([name, property]: [string, Property]): string =>
	`\`${name}\`${property.required ? ' (required)' : ''}: ${valuesOf(property)}. ${property.meaning}`;

function valuesOf(property: Property): string {
	switch (property.type) {
		case 'identifier':
			return 'name or id';
		case 'choice':
			return property.values.map((value) => `\`${value}\``).join(' ');
		case 'boolean':
			return 'yes or no';
		case 'integer':
			return `whole number, ${property.min} to ${property.max}`;
		case 'number':
			return `number, ${property.min} to ${property.max}`;
	}
}
