ALTER TABLE `dev_messages` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE `dev_messages` ADD `html` text;