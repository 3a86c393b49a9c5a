import { isBuiltIn } from '../events/built-in.ts';
import { isPropertyName, mostChoices, mostCustomProperties } from '../events/custom-type.ts';
import { isEventName, longestEventName } from '../events/event-name.ts';
import { isIdentifier, longestPropertyName, propertyTypes } from '../events/property.ts';
import { errorAt, type Message, type Problem } from '../problem.ts';
import { isRecord } from '../record.ts';
import type { Row } from './row-checks.ts';
import { checkOptionalTexts, checkStatus, isEmpty } from './row-checks.ts';

/** Words in the name of a property that would hold what is nobody's business, or what another collection keeps. */
const personal =
	/(^|_)(weight|height|bmi|birth|age|sex|gender|e?mail|phone|address|user|ip|lat|lng|latitude|longitude|note|text|message|comment)(_|$)/;

/** Checks a full row of `event_types`, also a draft: events are held to it from the moment it is published. */
export function checkEventType(row: Row): Problem[] {
	return [
		...checkStatus(row),
		...checkName(row.name),
		...checkOptionalTexts(row, 'description'),
		...checkProperties(row.properties),
	];
}

function checkName(name: unknown): Problem[] {
	if (typeof name !== 'string' || !isEventName(name))
		return [
			errorAt('name', 'EVENT_NAME_INVALID', {
				en: `Use two or more words in small Latin letters and digits, joined by underscores, at most ${longestEventName} characters, for example “recipe_shared”.`,
				ar: `استخدم كلمتين أو أكثر بأحرف لاتينية صغيرة وأرقام تفصل بينها شرطة سفلية، بحد أقصى ${longestEventName} حرفًا، مثل «recipe_shared».`,
			}),
		];
	if (!isBuiltIn(name)) return [];
	return [
		errorAt('name', 'EVENT_NAME_BUILT_IN', {
			en: `“${name}” is built in and cannot be changed here. Choose another name.`,
			ar: `«${name}» اسم مدمج ولا يمكن تغييره هنا. اختر اسمًا آخر.`,
		}),
	];
}

function checkProperties(list: unknown): Problem[] {
	if (isEmpty(list)) return [];
	if (!Array.isArray(list) || list.length > mostCustomProperties)
		return [
			fault('', 'PROPERTIES_INVALID', {
				en: `This must be a list of at most ${mostCustomProperties} properties.`,
				ar: `يجب أن تكون قائمة من ${mostCustomProperties} خاصية على الأكثر.`,
			}),
		];
	const names = list.map((property) => (isRecord(property) ? property.name : undefined));
	return list.flatMap((property, index) =>
		checkProperty(property, `/${index}`, names.indexOf(names[index]) < index),
	);
}

function checkProperty(property: unknown, pointer: string, isRepeated: boolean): Problem[] {
	if (!isRecord(property)) return [fault(pointer, 'PROPERTY_INVALID', namePlease)];
	const { name, type, required = null, values = null } = property;
	const problems: Problem[] = [];
	if (typeof name !== 'string' || !isPropertyName(name))
		problems.push(fault(`${pointer}/name`, 'PROPERTY_NAME_INVALID', namePlease));
	else if (isRepeated)
		problems.push(
			fault(`${pointer}/name`, 'PROPERTY_REPEATED', {
				en: `“${name}” is there twice. Remove one.`,
				ar: `«${name}» مكررة. احذف إحداهما.`,
			}),
		);
	else if (personal.test(name))
		problems.push(
			fault(`${pointer}/name`, 'PROPERTY_PERSONAL', {
				en: `“${name}” sounds personal. Events hold nothing about a person: remove it, or give it a name that says what it is.`,
				ar: `«${name}» تبدو معلومة شخصية. لا تحمل الأحداث شيئًا عن الشخص: احذفها أو سمّها بما هي عليه.`,
			}),
		);
	if (!propertyTypes.includes(type as never))
		problems.push(
			fault(`${pointer}/type`, 'PROPERTY_TYPE_INVALID', {
				en: `Choose one of: ${propertyTypes.join(', ')}.`,
				ar: `اختر إحدى هذه القيم: ${propertyTypes.join('، ')}.`,
			}),
		);
	if (required !== null && typeof required !== 'boolean')
		problems.push(
			fault(`${pointer}/required`, 'PROPERTY_REQUIRED_INVALID', {
				en: 'This must be true or false.',
				ar: 'يجب أن تكون true أو false.',
			}),
		);
	return type === 'choice' && !areChoices(values)
		? [...problems, fault(`${pointer}/values`, 'PROPERTY_VALUES_INVALID', choicesPlease)]
		: problems;
}

const areChoices = (values: unknown): boolean =>
	Array.isArray(values) && values.length > 0 && values.length <= mostChoices && values.every(isIdentifier);

const choicesPlease: Message = {
	en: `A choice needs 1 to ${mostChoices} values, each a word of letters, digits or . _ : -`,
	ar: `يحتاج الاختيار إلى قيمة واحدة على الأقل و${mostChoices} على الأكثر، كل منها كلمة من أحرف لاتينية أو أرقام أو . _ : -`,
};

const namePlease: Message = {
	en: `Name the property in small Latin letters, digits and single underscores, at most ${longestPropertyName} characters, for example “recipe”.`,
	ar: `سمّ الخاصية بأحرف لاتينية صغيرة وأرقام وشرطات سفلية مفردة، بحد أقصى ${longestPropertyName} حرفًا، مثل «recipe».`,
};

const fault = (pointer: string, code: string, message: Message): Problem =>
	errorAt('properties', code, message, pointer);
