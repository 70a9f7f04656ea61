/** As `failures.en.ts`, for refusals of screens that are fetched on their own. */
export const laterFailuresEn = {
  'diagnosis.running': 'A diagnosis is under way on this ticket. Finish it or stop it before you start another.',
  'diagnosis.invalid': 'Not saved: something in this tree is wrong. The list of problems says what and on which line.',
  'bulk.too-many':
    'That is {{count, number}} tickets; one edit changes at most {{most, number}}. Narrow the list down first.',
  'bulk.too-many-tags': 'A ticket holds at most {{most, number}} tags.',
  'bulk.too-long': 'It would be longer than {{most, number}} characters.',
  'bulk.preview-gone': 'This preview is no longer at hand. Look at the changes again; nothing was changed.',
  'bulk.running': 'Many tickets are being edited already. Wait for that to end, or stop it first.',
  'handover.nobody': 'Nobody here could take note of it for {{name}}. Choose a person, or a group that has members.',
  'handover.not-yours': 'This hand-over was given to somebody else, who takes note of it.',
  'link.self': 'A ticket is not linked to itself.',
  'link.exists': 'These two are linked like this already.',
  'link.ended': 'One of the two has ended and cannot be linked like this. Choose a ticket that is open or resolved.',
  'link.has-parent': 'That ticket has a parent already. Remove the link to it first.',
  'link.own-ancestor': 'That ticket stands above this one and cannot become its child.',
  'article.illegal-transition': 'The article is in a state that does not allow this.',
  'article.own-review': 'A version is reviewed by somebody who did not write it. Ask a colleague to look at it.',
  'article.retired': '{{number}} is retired and can no longer be linked. Choose another article, or restore it first.',
  'article.not-author': 'Somebody else writes this version. Only its authors, and those who review, may discard it.',
  'article.is-solution': 'The ticket {{number}} is resolved with this article. Reopen the ticket first.',
  'asset.illegal-status': 'That status does not follow the one that the asset has now.',
  'asset.serial-taken':
    '{{name}} ({{number}}) has the serial number {{serial}} already. Open that one, or correct the serial.',
  'asset.tag-taken': '{{name}} ({{number}}) has the tag {{assetTag}} already. Open that one, or correct the tag.',
  'asset.cycle': 'It would be a part of itself: {{path}}.',
  'asset.too-deep': 'Parts can be {{limit, number}} levels deep. Choose a whole that stands higher.',
  'asset.linked-ended': '{{number}} was merged into another ticket. Link the asset to that one.',
  'article.pictures-too-large':
    'The pictures of this article are too large together: it holds at most 100 MB. Make them smaller, or take some out.',
  'article.language-taken': '{{number}} is this article in that language already. Change that one, or retire it first.',
  'article.is-original': 'Other articles are translations of this one. Link those to the other original first.',
  'article.own-translation': 'An article is no translation of itself.',
  'article.not-translation': 'This article is no longer linked as a translation.',
  'knowledge.unreadable': 'No articles can be read from this. Nothing was imported.',
  'knowledge.nothing-to-export': 'There is no published article that this export may hold.',
  'knowledge.export-too-hard': 'The file took too long to make. Export fewer articles at a time.',
  'problem.illegal-transition': 'The problem is in a state that does not allow this.',
  'problem.not-owner': 'This is for a team lead or the owner of the problem to decide.',
  'mail.unreadable': 'This file cannot be read as an e-mail. Nothing was added.',
  'mail.known': 'This mail is on a ticket already. Nothing was added.',
  'survey.answered':
    '{{name}} has answered already, and there is one answer for each time a ticket is resolved. The first one stands.',
  'check.too-many': 'The desk holds {{most, number}} checks. Remove one that nobody needs any more.',
  'check.too-many-running': '{{most, number}} diagnostics are running. Wait for one to end, or stop it.',
  'check.result-gone': 'This result is not kept any more. Run it once more.',
  'check.root-unreadable':
    'No certificate can be read from this. Choose a file that ends in .pem, .crt or .cer, or paste it with its BEGIN and END lines.',
  'check.root-not-authority':
    '“{{name}}” is no root: it was signed by another authority, or may sign none. Take the one at the top of the chain.',
  'check.root-expired': '“{{name}}” is out of date. Ask whoever runs this authority for the root of now.',
  'check.too-many-roots': 'There is room for {{most, number}} roots. Remove one that is not used any more.',
  'document.path-refused': 'This path cannot be used: it has to be an ordinary file on this laptop.',
  'document.no-room': 'Nothing was added: there is too little room on this laptop. Free some space first.',
  'document.too-many':
    'A catalogue holds up to {{most, number}} documents. Give one that is no longer used a new version.',
  'document.same-file': '{{number}} is exactly this file already. Nothing was changed.',
  'document.not-as-seen': 'The file changed again since you looked. Check it once more, then decide.',
  'document.not-kept':
    'No copy of {{number}} was kept, so there is none to go back to. Add the right file as a new version.',
  'document.not-here': 'This file cannot be read on this laptop now. Check the document to see why.',
  'document.busy': 'Documents are being checked already. Wait for the end, or stop that check.',
  'person.merge': 'These two contacts cannot be merged: one of them was merged already. Open the contact that remains.',
  'survey.declined': 'It is noted already that the requester would rather not answer.',
  'report.not-saved':
    'The PDF could not be written to {{path}}, so nothing was issued. Choose another place and save it again.',
  'synonyms.conflict':
    '“{{word}}” already stands in another group: {{others}}. Take it out there, or add the new words to that group.',
  'synonyms.too-few': 'A group needs at least two different words.',
  'service.too-many':
    'The catalogue holds {{most, number}} services. Take one out of use and change it instead of adding another.',
  'template.unknown-variable': 'Nothing fills {{names}} in. Correct it, or choose one of the variables on offer.',
  'template.question':
    'The question “{{label}}” does not fit: each needs a name of its own, a choice needs two options, and a condition needs an earlier choice.',
  'template.order': 'Step {{step, number}} comes after resolving. Put resolving last.',
  'training.no-quiz': 'This article has no quiz that can be answered now. It may have been withdrawn.',
  'training.other-version':
    'Version {{version, number}} of this course was published meanwhile. Your answers are kept: look through the questions once more and hand in again.',
  'training.no-attempts':
    'You have used all your attempts. Whoever leads the team can assign the course again, which gives you new ones.',
  'template.gaps': 'Not known for this ticket: {{gaps}}. Fill it in on the ticket, then run the macro again.',
  'import.unreadable': 'This file cannot be read as a table. Nothing was imported.',
  'import.plan-incomplete': 'The import cannot start yet: some columns or values still need an answer.',
  'import.rows-refused': 'Some rows cannot be imported as they are. Nothing was imported.',
  'import.running': 'An import is running already. Wait for it, or cancel it first.',
  'import.touched-since': 'Some of these tickets were worked on since the import. They were left as they are.',
  'rule.invalid': 'The rule is not saved: it does not do what it says. What is wrong stands beside its fields.',
  'rule.slow':
    'A pattern takes too long on some lines. Write it with fewer repetitions, such as .{0,80} instead of .*, and save again.',
  'rule.unreadable': 'This is not a file of log rules. Nothing was taken in.',
  'rule.too-many': 'There are {{most, number}} rules, which is the most. Remove some of your own first.',
  'alert.no-target':
    'There is nothing to look at: neither the log nor its asset names a target that this diagnostic can use.',
  'alert.has-ticket': '{{number}} is open for this alert already.',
  'tool.invalid': 'This definition cannot be kept as it is. The list beside it says what does not fit.',
  'tool.too-many': 'The registry holds {{most, number}} tools. Change one instead of adding another.',
  'tool.not-ready':
    'This tool cannot be started here: its program or a file of it is missing or cannot be taken. The registry says which.',
  'tool.not-approved':
    'Nothing was started: this tool is not approved on this laptop as it is now. The registry says what changed; an administrator can approve it.',
  'tool.not-as-shown': 'Nothing was done: something changed since it was shown. Look at it again.',
  'tool.values': 'A value does not fit. Nothing was started; check the marked fields.',
  'tool.training': 'This is a training desk: nothing is started for real.',
  'tool.role': 'This tool is kept to team leads and administrators, or to administrators alone.',
  'tool.already-running':
    'This very command is running already, started by {{name}}. Wait until it ends, or cancel it on its ticket.',
  'tool.too-many-running': '{{most, number}} tools are running. Wait for one to end, or cancel it.',
  'tool.not-started': 'The system did not start the program ({{errno}}). The ticket says so too.',
  'log.place-refused':
    'This place cannot be read as a log: it has to be an ordinary file on this laptop, outside the console’s own folder.',
  'log.too-many': 'There may be up to {{most, number}}. Remove one that is no longer used first.',
  'log.known': 'This is read already, as “{{name}}”.',
  'log.no-view': 'This view of the log is no longer open. Open the sources again.',
  'log.pattern-invalid':
    'This is no valid expression: $t(patterns:{{- fault}}). Mend it, or switch expressions off to look for the text as it is.',
  'log.pattern-slow':
    'The expression “{{pattern}}” takes too long on this log and was stopped. Make it simpler: repetitions within repetitions are the usual cause.',
} as const;
