import { choice, integer } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { authorship, contentKeys, httpsUrl, image, longPair, pair, tags } from './common.ts';

export const videos = collection({
	name: 'videos',
	audience: 'content',
	label: text('Videos', 'المقاطع المصورة'),
	singular: text('Video', 'مقطع مصور'),
	note: text('Workouts, cooking, fasting and calm.', 'تمارين وطبخ وصيام وهدوء.'),
	icon: 'smart_display',
	color: '#E35169',
	group: 'bebetter_content',
	displayTemplate: '{{title_en}} · {{title_ar}}',
	list: { columns: { title_en: 200, title_ar: 170, category: 115, level: 110, status: 100 }, sort: 'sort' },
	fields: {
		...contentKeys,
		...pair('title', text('Title', 'العنوان')),
		category: choice({
			label: text('Category', 'الفئة'),
			choices: [
				{ value: 'workout', label: text('Workout', 'تمرين') },
				{ value: 'cooking', label: text('Cooking', 'طبخ') },
				{ value: 'fasting', label: text('Fasting', 'صيام') },
				{ value: 'mindfulness', label: text('Mindfulness', 'هدوء وتأمل') },
				{ value: 'education', label: text('Education', 'تثقيف') },
			],
		}),
		level: choice({
			label: text('Level', 'المستوى'),
			choices: [
				{ value: 'beginner', label: text('Beginner', 'مبتدئ') },
				{ value: 'intermediate', label: text('Intermediate', 'متوسط') },
				{ value: 'advanced', label: text('Advanced', 'متقدم') },
			],
		}),
		url: httpsUrl(text('Address of the video', 'رابط المقطع')),
		duration_seconds: integer({
			label: text('Length (seconds)', 'المدة (ثانية)'),
			min: 1,
			max: 86400,
			width: 'full',
		}),
		...longPair('description', text('Description', 'الوصف')),
		image: image(text('Still image', 'صورة ثابتة')),
		tags,
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'slug'] }],
});
