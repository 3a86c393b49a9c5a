import { z } from 'zod';
import { mostCustomProperties } from '../../domain/events/custom-type.ts';
import { propertyTypes } from '../../domain/events/property.ts';
import { integer, json, string, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { authorship, longPair, status } from './common.ts';

const property = z.object({
	name: z.string(),
	type: z.enum(propertyTypes),
	required: z.boolean().nullish(),
	values: z.array(z.string()).nullish(),
});

/** One input of a line of the list. */
const input = (field: string, type: string, of: string, options: object, width = 'half') => ({
	field,
	name: `$t:bebetter_property_${field}`,
	type,
	meta: { field, type, interface: of, width, required: field === 'name' || field === 'type', options },
});

export const eventTypes = collection({
	name: 'event_types',
	audience: 'administrative',
	label: text('Event types', 'أنواع الأحداث'),
	singular: text('Event type', 'نوع حدث'),
	note: text(
		'Events that the app may send besides the built-in ones.',
		'أحداث يمكن للتطبيق إرسالها إضافة إلى المدمجة.',
	),
	icon: 'playlist_add_check',
	group: 'bebetter_operations',
	displayTemplate: '{{name}}',
	list: { columns: { name: 240, schema_version: 130, status: 110 }, sort: 'name' },
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		status,
		name: string.required({
			label: text('Name', 'الاسم'),
			note: text(
				'Something and what became of it, such as recipe_shared. Apps keep it, so it stays.',
				'شيء وما جرى له، مثل recipe_shared. تحتفظ به التطبيقات فلا يتغير.',
			),
			rule: text(
				'Words in small Latin letters joined by underscores, and no built-in name.',
				'كلمات بأحرف لاتينية صغيرة تفصلها شرطة سفلية، وليست اسما مدمجا.',
			),
			maxLength: 40,
			unique: true,
			options: { placeholder: 'recipe_shared' },
		}),
		schema_version: integer.required({
			label: text('Schema version', 'إصدار المخطط'),
			note: text(
				'Stored with each event; raise it when a property changes its meaning.',
				'يُحفظ مع كل حدث؛ زده عندما يتغير معنى خاصية.',
			),
			min: 1,
			max: 100_000,
			defaultValue: 1,
		}),
		properties: json({
			label: text('Properties', 'الخصائص'),
			note: text(
				'All that such an event may carry: nothing personal, and no free text.',
				'كل ما يمكن أن يحمله الحدث: لا شيء شخصيا ولا نصا حرا.',
			),
			rule: text(
				`At most ${mostCustomProperties}, each with a name of its own and a type.`,
				`${mostCustomProperties} على الأكثر، لكل منها اسم خاص بها ونوع.`,
			),
			shape: z.array(property),
			interface: 'list',
			options: {
				template: '{{name}} · {{type}}',
				fields: [
					input('name', 'string', 'input', { placeholder: 'recipe' }),
					input('type', 'string', 'select-dropdown', {
						choices: propertyTypes.map((type) => ({
							text: `$t:bebetter_property_type_${type}`,
							value: type,
						})),
					}),
					input('required', 'boolean', 'boolean', {}),
					input('values', 'json', 'tags', {}, 'full'),
				],
			},
		}),
		...longPair('description', text('Description', 'الوصف')),
		...authorship,
	},
});
