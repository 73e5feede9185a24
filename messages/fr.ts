import type * as en from './en.ts';
import type { Texts } from './texts.ts';

/** French. Spaces before ; : ! ? and within « » do not break: \u202f (thin), \u00a0 before a colon. */

const plural = (count: number, one: string, other: string) => (Math.abs(count) < 2 ? one : other);

const defaultNames = {
  password: 'Mot de passe',
  totp: 'Application d’authentification',
  passkey: 'Clé d’accès',
  push: 'Countersign Push',
  sms: 'Téléphone de récupération',
  email: 'E-mail de récupération',
  'recovery-code': 'Codes de récupération',
};

const device = {
  unknown: 'Appareil inconnu',
  browser: 'Un navigateur',
  on: (browser: string, system: string) => `${browser} sur ${system}`,
};

const roles = {
  owner: 'Propriétaire',
  admin: 'Administrateur',
  'help-desk': 'Assistance',
  auditor: 'Auditeur',
};

/** Each method within a sentence, and with its article. */
const nouns = {
  password: 'mot de passe',
  totp: 'application d’authentification',
  passkey: 'clé d’accès',
  push: 'Countersign Push',
  sms: 'SMS',
  email: 'e-mail',
  'recovery-code': 'code de récupération',
};

const THE = {
  password: 'le mot de passe',
  totp: 'l’application d’authentification',
  passkey: 'la clé d’accès',
  push: 'Countersign Push',
  sms: 'un code reçu par SMS',
  email: 'un code reçu par e-mail',
  'recovery-code': 'un code de récupération',
};

interface About {
  method: keyof typeof nouns | null;
  name: string | null;
}

/** 'clé d’accès « Ma clé »' */
const described = ({ method, name }: About) =>
  [method ? nouns[method] : 'méthode', name && `«\u202f${name}\u202f»`].filter(Boolean).join(' ');

/** '« Ma clé »', or what kind of thing it is. */
const called = ({ method, name }: About) =>
  name ? `«\u202f${name}\u202f»` : method ? nouns[method] : 'méthode';

export const pages: Texts<typeof en.pages> = {
  common: {
    skip: 'Aller au contenu',
    language: 'Langue',
    forDevelopers: 'Pour les développeurs',
    email: 'E-mail',
    password: 'Mot de passe',
    name: 'Nom',
    continue: 'Continuer',
    cancel: 'Annuler',
    close: 'Fermer',
    finish: 'Terminer',
    leave: 'Quitter',
    stay: 'Rester',
    pleaseWait: 'Veuillez patienter',
    on: 'Activée',
    off: 'Désactivée',
    now: 'maintenant',
    noneYet: 'Aucun pour l’instant',
    startAgain: 'Recommencer',
    useAnotherMethod: 'Utiliser une autre méthode',
    addAnother: 'En ajouter une autre',
    addAPasskey: 'Ajouter une clé d’accès',
    createAPasskey: 'Créer une clé d’accès',
    setUpTwoStep: 'Configurer la vérification en deux étapes',
    codesLeft: (left, total) => `${left} sur ${total} disponibles`,
  },

  titles: {
    overview: 'Vue d’ensemble',
    security: 'Connexion et sécurité',
    password: 'Mot de passe',
    passkeys: 'Clés d’accès et de sécurité',
    twoStep: 'Vérification en deux étapes',
    recoveryMethods: 'Moyens de récupération',
    recoveryCodes: 'Codes de récupération',
    sessions: 'Sessions et appareils',
    activity: 'Activité',
  },

  methods: {
    password: { title: 'Mot de passe', ask: 'Saisissez votre mot de passe.' },
    totp: {
      title: 'Application d’authentification',
      ask: 'Ouvrez votre application d’authentification et saisissez le code qu’elle affiche pour Countersign.',
    },
    passkey: {
      title: 'Clé d’accès ou de sécurité',
      ask: 'Votre navigateur vous demande de déverrouiller cet appareil, d’utiliser votre téléphone ou de toucher votre clé de sécurité.',
    },
    push: { title: 'Countersign Push', ask: 'Tapez le nombre sur votre téléphone.' },
    sms: { title: 'SMS', ask: 'Saisissez le code que nous avons envoyé à votre téléphone.' },
    email: { title: 'E-mail', ask: 'Saisissez le code que nous vous avons envoyé par e-mail.' },
    'recovery-code': {
      title: 'Code de récupération',
      ask: 'Saisissez l’un des codes de récupération que vous avez enregistrés. Chacun ne sert qu’une fois.',
    },
  },

  defaultNames,

  device,

  time: {
    justNow: 'à l’instant',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
  },

  problems: {
    unreachable:
      'Aucune réponse n’est arrivée. Vérifiez votre connexion\u202f; votre saisie est toujours là.',
    unexpected: 'Un problème est survenu de notre côté. Veuillez réessayer dans un instant.',
    unavailable: 'Un problème est survenu de notre côté. Veuillez réessayer dans un instant.',
    'invalid-request': 'La demande n’a pas la forme attendue.',
    'cross-origin': 'Une modification doit être demandée depuis les pages du service.',
    'body-too-large': 'L’envoi dépasse 64\u00a0Kio.',
    'body-too-slow': 'L’envoi n’est pas arrivé à temps.',
    'unsupported-media-type': 'L’envoi doit être de type application/json.',
    'not-found': 'Il n’y a rien ici.',
    'method-not-allowed': 'Cette adresse n’accepte pas cette méthode.',
    'not-signed-in': 'Connectez-vous d’abord.',
    'second-factor-required': 'Terminez d’abord la connexion par votre deuxième étape.',
    'already-signed-in': 'Cette session a déjà passé sa deuxième étape.',
    'reauthentication-required': 'Confirmez d’abord que c’est bien vous.',
    'not-permitted': 'Votre rôle ne le permet pas.',
    'two-step-required':
      'Les administrateurs se connectent en deux étapes. Configurez d’abord la validation en deux étapes.',
    'no-such-person': 'Personne n’a de compte avec cette adresse.',
    'enrollment-required':
      'Configurez d’abord la vérification en deux étapes\u00a0: elle est obligatoire ici.',
    'last-factor':
      'La vérification en deux étapes est obligatoire ici. Configurez une autre méthode avant de supprimer celle-ci.',
    'not-from-here': 'La connexion n’est pas autorisée depuis l’endroit où vous êtes.',
    'policy-changed':
      'Quelqu’un d’autre a modifié les règles entre-temps. Rechargez la page pour les voir, puis refaites votre modification.',
    'would-lock-you-out':
      'Avec ces règles, vous ne pourriez plus vous connecter comme maintenant\u00a0: elles n’ont pas été enregistrées.',
    'would-lock-owners-out':
      'Avec cette politique, aucun propriétaire ne pourrait se connecter d’où il l’a fait en dernier\u202f; elle n’a donc pas été enregistrée. Un propriétaire peut l’enregistrer.',
    'group-exists': 'Il existe un groupe de ce nom.',
    'group-in-use': 'Les règles parlent de ce groupe. Retirez-le d’abord des règles.',
    'last-owner': 'Il faut un propriétaire. Nommez d’abord quelqu’un d’autre.',
    'level-too-low':
      'Il faut pour cela une connexion en deux étapes. Déconnectez-vous, reconnectez-vous avec les deux, puis réessayez.',
    'wrong-credentials': 'Cette adresse e-mail et ce mot de passe ne correspondent pas.',
    'wrong-password': 'Ce mot de passe n’est pas le bon.',
    'wrong-code': 'Ce code n’est pas le bon.',
    'code-expired': 'Ce code ne peut plus être utilisé.',
    'link-expired': 'Ce lien n’est plus utilisable.',
    'account-locked':
      'Ce compte est verrouillé jusqu’à ce que son titulaire choisisse un nouveau mot de passe. Passez par «\u202fMot de passe oublié\u202f».',
    'too-many-tries': 'Trop d’essais erronés.',
    'too-many-requests': 'Trop de demandes.',
    'factor-disabled': 'Cette méthode a été désactivée après trop d’essais erronés en un an.',
    'method-not-available': 'Cette méthode ne peut pas être utilisée ici.',
    'last-second-step': 'C’est sa dernière deuxième étape.',
    'act-over': 'La décision est déjà prise, ou le délai est passé.',
    'act-waits': 'La même chose est déjà demandée, et attend.',
    'recovery-session':
      'Cette session ne permet que de configurer une nouvelle deuxième étape. Terminez, puis connectez-vous.',
    'recovery-paused':
      'Une récupération de ce compte a été arrêtée récemment. Attendez, ou demandez à un administrateur.',
    'recovery-over': 'Cette récupération est terminée. Recommencez, ou demandez à un administrateur.',
    'import-state': 'L’importation n’en est plus là, ou pas encore. Rechargez la page.',
    'recovery-codes-required': 'Enregistrez vos codes de récupération avant d’ajouter la première méthode.',
    'country-not-served':
      'Nous n’envoyons pas de SMS dans ce pays. Donnez un numéro d’un autre pays, ou choisissez l’e-mail.',
    'factor-limit': 'Le nombre maximal par compte est atteint.',
    'factor-exists': 'Cette méthode est déjà configurée.',
    'password-refused': 'Choisissez un autre mot de passe.',
    'browser-cancelled':
      'Il ne s’est rien passé\u00a0: la fenêtre du navigateur a été fermée, n’a rien trouvé à utiliser ou a attendu trop longtemps. Réessayez quand vous voulez.',
    'browser-has-passkey':
      'Cet appareil ou cette clé contient déjà une clé d’accès de votre compte. Choisissez un autre appareil ou une autre clé dans la fenêtre du navigateur.',
    'browser-wrong-address':
      'Le navigateur n’accepte pas de clé d’accès à cette adresse. Ouvrez ce service par son adresse https habituelle.',
    'browser-cannot-make':
      'Cet appareil ou cette clé ne permet pas ce dont nous avons besoin. Définissez un verrouillage d’écran ou un code PIN, ou utilisez autre chose.',
    'browser-without-passkeys':
      'Ce navigateur ne connaît pas les clés d’accès. Mettez-le à jour ou utilisez-en un autre.',
    'browser-failed':
      'L’appareil ou la clé n’a pas répondu comme prévu. Déverrouillez-le ou rebranchez-la, puis réessayez.',
    'passkey-too-late': 'C’était trop long. Veuillez réessayer.',
    'passkey-malformed':
      'Nous n’avons pas pu lire la réponse de votre appareil ou de votre clé. Veuillez réessayer.',
    'passkey-wrong-type': 'C’était la réponse à un autre essai. Veuillez réessayer.',
    'passkey-wrong-challenge': 'C’était la réponse à un autre essai. Veuillez réessayer.',
    'passkey-wrong-origin':
      'Cette clé d’accès a été utilisée à une autre adresse. Ouvrez ce service par son adresse habituelle et réessayez.',
    'passkey-cross-origin':
      'Cette clé d’accès a été utilisée à une autre adresse. Ouvrez ce service par son adresse habituelle et réessayez.',
    'passkey-wrong-service':
      'Cette clé d’accès a été utilisée à une autre adresse. Ouvrez ce service par son adresse habituelle et réessayez.',
    'passkey-user-not-present':
      'Votre appareil ou votre clé n’a pas remarqué votre présence. Touchez-le quand il vous le demande.',
    'passkey-user-not-verified':
      'Votre appareil ou votre clé n’a pas vérifié que c’est bien vous. Il faut pour cela un code PIN, une empreinte ou un visage.',
    'passkey-backup-flags':
      'Votre appareil ou votre clé a répondu d’une manière que nous ne pouvons pas accepter. Réessayez ou utilisez autre chose.',
    'passkey-algorithm':
      'Votre appareil ou votre clé a répondu d’une manière que nous ne pouvons pas accepter. Réessayez ou utilisez autre chose.',
    'passkey-bad-signature':
      'Votre appareil ou votre clé a répondu d’une manière que nous ne pouvons pas accepter. Réessayez ou utilisez autre chose.',
    'passkey-counter':
      'Cette clé d’accès a peut-être été copiée\u00a0: nous ne l’avons pas acceptée. Connectez-vous autrement, puis supprimez-la de votre compte.',
    'passkey-unknown':
      'Cette clé d’accès n’ouvre plus de compte ici\u00a0: elle a été supprimée ou appartient à un autre compte. Connectez-vous autrement.',
    'passkey-exists': 'Cette clé d’accès est déjà enregistrée.',
    'passkey-not-allowed': 'Ce type de clé n’est pas autorisé ici.',
    'push-waiting': 'Rien n’a encore été décidé sur votre téléphone.',
    'push-paused':
      'Trop de demandes ont été envoyées à votre téléphone, ou y ont été refusées\u00a0: il n’en recevra plus pendant un moment. Utilisez une autre méthode.',
    'verification-required':
      'Ce téléphone n’approuve qu’après avoir vérifié que c’est bien vous. Veuillez réessayer.',
    'device-unknown':
      'Ce téléphone n’est pas, ou n’est plus, configuré pour un compte ici. Configurez-le de nouveau à la page «\u202fSécurité\u202f».',
    'device-clock':
      'L’horloge de ce téléphone n’est pas à l’heure. Laissez-le régler date et heure tout seul, puis réessayez.',
  },
  reasons: {
    'ask-for-a-new-code': 'Demandez-en un nouveau.',
    'begin-again': 'Recommencez.',
    'start-again': 'Recommencez depuis le début.',
    'method-removed': 'Cette méthode a été supprimée.',
    'account-exists': 'Cette adresse a désormais un compte. Connectez-vous.',
    'password-just-changed': 'Le mot de passe vient d’être changé. Réessayez.',
    'mails-just-sent': 'Des e-mails ont été envoyés il y a peu.',
    'texts-just-sent': 'Des SMS ont été envoyés il y a peu.',
    'confirm-with-passkey': 'Connectez-vous avec votre clé d’accès ou votre clé de sécurité.',
    'no-second-step': 'Ce compte se connecte avec son seul mot de passe\u00a0: un passe n’ajouterait rien.',
    'reset-or-pass':
      'Réinitialisez le compte, ou émettez un passe\u00a0: une nouvelle sera alors configurée.',
    'model-denied': 'Ce modèle n’est pas autorisé.',
    'model-not-listed': 'Ce modèle n’est pas parmi ceux qui sont autorisés.',
    'model-not-proven':
      'Il n’a pas prouvé quel modèle il est. Autorisez le navigateur à voir la marque et le modèle.',
    'not-device-bound':
      'Elle est copiée d’un appareil à l’autre. Utilisez une clé de sécurité, ou une clé d’accès qui reste sur un seul appareil.',
    'no-user-verification': 'Aucun code PIN ni empreinte n’y est défini.',
    'model-withdrawn': 'Son fabricant ou l’Alliance FIDO a retiré ce modèle.',
    'model-unknown': 'Le service de métadonnées ne connaît pas ce modèle\u00a0: rien ne prouve ce qu’il est.',
    'proof-not-trusted': 'Sa preuve d’origine ne remonte pas à son fabricant.',
  },
  faults: {
    'email-not-text': 'Indiquez une adresse e-mail',
    'email-too-long': 'Une adresse e-mail compte au plus 254 caractères',
    'email-malformed': 'Indiquez une adresse comme nom@exemple.fr',
    'password-not-text': 'Indiquez le mot de passe',
    'password-missing': 'Saisissez votre mot de passe',
    'password-too-long': 'Un mot de passe compte au plus 1\u202f024 caractères',
    'password-too-short': ({ minimum, length }) =>
      `Utilisez au moins ${minimum} caractères\u202f; celui-ci en a ${length}. Trois ou quatre mots sans rapport entre eux conviennent bien.`,
    'password-common': 'Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.',
    'password-pattern': 'Ce mot de passe est une suite que l’on essaie en premier. Choisissez-en un autre.',
    'password-personal':
      'Ce mot de passe est fait de votre adresse ou du nom de ce service. Choisissez-en un autre.',
    'code-not-text': 'Indiquez le code',
    'code-missing': 'Saisissez le code',
    'code-too-long': 'Un code compte au plus 64 caractères',
    'code-not-mailed-digits': 'Saisissez les 6 chiffres du code envoyé par e-mail',
    'code-not-texted-digits': 'Saisissez les 6 chiffres du code reçu par SMS',
    'phone-not-text': 'Donnez un numéro de téléphone, sous forme de texte',
    'phone-too-long': 'Un numéro de téléphone a au plus 15 chiffres',
    'phone-malformed': 'Saisissez un numéro de téléphone, avec son indicatif s’il n’est pas de ce pays',
    'phone-not-mobile':
      'Ce n’est pas un numéro mobile qui reçoit des SMS. Vérifiez-le, ou choisissez un autre moyen',
    'code-not-app-digits': 'Saisissez les 6 chiffres affichés par votre application d’authentification',
    'code-not-reset-code': 'Saisissez les 8 lettres et chiffres du code envoyé par e-mail',
    'code-not-recovery-code': 'Saisissez l’un de vos codes de récupération, 16 lettres et chiffres',
    'code-not-pass': 'Saisissez les 8 lettres et chiffres du passe',
    'number-not-shown': 'Saisissez le nombre affiché sur l’autre écran',
    'file-missing': 'Choisissez un fichier',
    'file-empty': 'Ce fichier est vide',
    'file-too-large': 'Un fichier fait au plus 100 Mio',
    'column-without-email': 'Indiquez la colonne de l’adresse e-mail',
    'column-twice': 'Deux colonnes sont lues comme la même',
    'file-another': 'C’est un autre fichier\u00a0: sa taille diffère',
    'name-not-text': 'Indiquez un nom',
    'name-missing': 'Saisissez un nom',
    'name-too-long': 'Un nom compte au plus 64 caractères',
    'name-not-one-line': 'Un nom tient sur une seule ligne',
    'network-malformed': 'Donnez des réseaux comme 192.0.2.0/24 ou 2001:db8::/32',
    'country-malformed': 'Donnez des codes de pays de deux lettres, comme FR',
    'condition-nowhere': 'Dites où\u00a0: un réseau ou un pays',
    'model-malformed': 'Donnez des AAGUID, comme fa2b99dc-9e39-4257-8f92-4a30d23c4118',
    'models-unproven': 'Une liste de modèles demande la preuve\u00a0: sans elle, un modèle n’est qu’affirmé',
    'no-second-step': 'Autorisez les clés d’accès, push ou les applications\u00a0: le reste ne fait qu’aider',
  },
  startAgainForCode: 'Recommencez pour en recevoir un nouveau.',
  triesLeft: (count) =>
    count === 0
      ? 'C’était le dernier essai.'
      : plural(count, 'Il vous reste un essai.', `Il vous reste ${count} essais.`),
  problemNotice: {
    now: 'Vous pouvez réessayer maintenant.',
    at: (time) => `Vous pourrez réessayer à ${time}`,
    in: (duration) => `, dans ${duration}.`,
    retry: 'Réessayer',
    reference: (id) => `Référence\u00a0: ${id}`,
  },

  copying: {
    copied: 'Copié',
    failed: 'Sélectionnez pour copier',
  },

  codeForm: {
    digits: 'Code à 6 chiffres',
    recoveryCode: 'Code de récupération',
    recoveryCodeHint: 'Majuscules, espaces et tirets n’ont pas d’importance.',
    sentTo: 'Saisissez le code que nous avons envoyé à <address/>.',
    confirm: 'Confirmer',
  },

  delivery: {
    failed: 'Nous n’avons pas pu envoyer le code. Utilisez une autre méthode, ou réessayez.',
    unreachable: {
      email:
        'Cette boîte ne peut pas recevoir nos e-mails. Vérifiez l’adresse, ou utilisez une autre méthode.',
      sms: 'Ce numéro ne peut pas recevoir de SMS. Vérifiez le numéro, ou utilisez une autre méthode.',
    },
  },

  resend: {
    sentAgain: 'Code renvoyé.',
    nothingYet: {
      email: 'Toujours rien\u202f? Regardez aussi dans vos courriers indésirables.',
      sms: 'Toujours rien\u202f? Un SMS peut prendre une minute.',
    },
    wait: (duration) => `Vous pourrez le redemander dans ${duration}.`,
    send: 'Renvoyer le code',
  },

  recoveryEnrollment: {
    choose: 'Où pouvons-nous vous joindre\u202f?',
  },

  addressEnrollment: {
    sentTo: {
      email: 'Saisissez le code que nous avons envoyé à <address/>. <change>Changer l’adresse</change>',
      sms: 'Saisissez le code que nous avons envoyé au <address/>. <change>Changer le numéro</change>',
    },
    address: 'Adresse e-mail',
    hint: 'De préférence une autre boîte que celle de votre connexion\u00a0: à elle seule, celle-ci ne remplace jamais votre deuxième étape.',
    useSignIn: 'Ou bien <use>prenez mon adresse de connexion</use>.',
    send: 'Envoyer un code',
  },

  phone: {
    country: 'Pays',
    number: 'Numéro de mobile',
    hint: 'Peut être facturé.',
    risk: 'Un SMS peut être lu par d’autres, et un numéro peut être détourné. Il ne sert de seconde étape qu’à côté d’<other>une clé d’accès ou d’une application d’authentification</other>, qui sont plus sûres.',
  },

  passwordField: {
    show: 'Afficher le mot de passe',
    hide: 'Masquer le mot de passe',
    newPassword: 'Nouveau mot de passe',
    longEnough: 'Assez long.',
    soFar: (length, minimum) => `${length} caractères sur ${minimum}.`,
    atLeast: (minimum) => `Au moins ${minimum} caractères.`,
    advice: 'Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.',
  },

  identity: {
    title: 'Confirmez votre identité',
    lead: 'Avant un tel changement, nous vérifions que c’est bien vous\u00a0: personne ne peut ainsi le faire sur un écran laissé ouvert.',
    noAnswer: 'Aucune réponse n’est arrivée. Vérifiez votre connexion, fermez cette fenêtre et réessayez.',
    back: 'Retour',
    usePasskey: 'Utiliser votre clé d’accès ou de sécurité',
    orAnother: 'Ou choisissez une autre méthode.',
  },

  errorPage: {
    missing: 'Cette page n’existe pas',
    missingText: 'L’adresse est peut-être mal écrite, ou la page a été déplacée.',
    offline: 'Aucune réponse n’est arrivée',
    offlineText: 'Vérifiez votre connexion, puis réessayez.',
    failed: 'Un problème est survenu',
    failedText: 'Vous n’y êtes pour rien. Veuillez réessayer dans un instant.',
    refused: 'Cette page ne vous est pas ouverte',
    refusedText: 'Votre rôle ne le permet pas. S’il le devait, demandez à un propriétaire de ce service.',
    toAccount: 'Aller à votre compte',
  },

  accountMenu: {
    yourAccount: 'Votre compte,',
    signedInAs: 'Votre compte',
    apiReference: 'Référence de l’API',
    signOut: 'Se déconnecter',
    stillSignedIn:
      'Votre session est toujours ouverte\u00a0: aucune réponse n’est arrivée. Veuillez réessayer.',
  },

  signIn: {
    title: 'Se connecter',
    passwordReset:
      'Votre mot de passe est changé. Connectez-vous avec le nouveau\u202f; si vous utilisez la vérification en deux étapes, nous la demandons toujours.',
    forgot: 'Oublié\u202f?',
    or: 'ou',
    usePasskey: 'Utiliser une clé d’accès',
    newHere: 'Pas encore de compte\u202f? <signUp>Créer un compte</signUp>',
  },

  challenge: {
    choose: 'Comment voulez-vous continuer\u202f?',
    chooseLead: 'Choisissez l’une des méthodes de votre compte.',
    signingInAs: 'Connexion à <address/>',
    signIn: 'Se connecter',
    none: 'Aucune de vos méthodes ne peut être utilisée pour l’instant. Attendez un peu, puis reconnectez-vous.',
    lockedFor: (duration) => `Bloqué encore ${duration}`,
    notYou: 'Ce n’est pas vous\u202f? <startOver>Recommencer</startOver>',
  },

  passkeyOffer: {
    title: 'La prochaine fois, connectez-vous d’un geste',
    lead: 'Avec une clé d’accès, le lecteur d’empreintes, la caméra ou le code PIN de cet appareil remplace votre mot de passe et le code. Tout cela reste à vous et ne quitte pas l’appareil.',
    notNow: 'Pas maintenant',
    later: 'Vous pourrez toujours en ajouter une plus tard, sous «\u202fClés d’accès et de sécurité\u202f».',
    added: (name) => `«\u202f${name}\u202f» ajoutée\u00a0: la prochaine fois, un geste suffit`,
  },

  signUp: {
    title: 'Créez votre compte',
    lead: 'Nous vous envoyons un code par e-mail pour vérifier l’adresse.',
    haveOne: 'Vous avez déjà un compte\u202f? <signIn>Se connecter</signIn>',
    checkMail: 'Consultez vos e-mails',
    sentTo: 'Saisissez le code que nous avons envoyé à <address/>. Il est valable dix minutes.',
    create: 'Créer le compte',
    wrongAddress: 'Adresse erronée\u202f? <startAgain>Recommencer</startAgain>',
  },

  rememberDevice: {
    label: (days: number) =>
      days < 2
        ? `Se souvenir de cet appareil pendant ${days} jour`
        : `Se souvenir de cet appareil pendant ${days} jours`,
    meaning:
      'Sur ce navigateur, votre mot de passe suffira pour vous connecter. Seulement sur un appareil à vous\u202f; toute modification de votre compte demandera encore cette étape.',
  },

  secondStepOwed: {
    owed: 'Cette session a été ouverte avec votre seul mot de passe. Une telle modification demande votre seconde étape.',
    noMethod: 'Aucune de vos méthodes n’est utilisable pour le moment. Patientez un peu, puis réessayez.',
  },

  notMe: {
    title: 'Ce n’était pas vous\u202f?',
    lead: 'Nous vous avons prévenu de ceci\u00a0:',
    what: 'Verrouiller votre compte ferme toutes les sessions, oublie tous les appareils et empêche toute connexion, jusqu’à ce que vous choisissiez un nouveau mot de passe avec un code que nous vous enverrons par e-mail. Vos méthodes de connexion restent en place.',
    lock: 'Verrouiller mon compte',
    wasMe: 'C’était moi\u00a0: il n’y a rien à faire.',
    lockedTitle: 'Votre compte est verrouillé',
    locked:
      'Toutes les sessions sont fermées et personne ne peut se connecter. Choisissez un nouveau mot de passe pour retrouver l’accès.',
    recover: 'Choisir un nouveau mot de passe',
    settledTitle: 'C’est réglé',
    settled: 'Votre compte a été verrouillé depuis, et vous êtes de retour avec un nouveau mot de passe.',
    signIn: 'Se connecter',
    expiredTitle: 'Ce lien ne fonctionne plus',
    expired:
      'Il a plus de sept jours, ou il est incomplet. Si vous craignez pour votre compte, choisissez un nouveau mot de passe\u00a0: toutes les sessions se fermeront.',
  },

  lost: {
    link: 'J’ai perdu toutes ces méthodes',
    title: 'Retrouver l’accès à votre compte',
    lead: 'Prouvez que c’est bien vous de l’une de ces façons. Vous pourrez ensuite configurer une nouvelle deuxième étape.',
    delay: (hours) =>
      hours === 0
        ? 'Tout de suite, sans attendre.'
        : `Il faut ensuite attendre ${hours}\u00a0${hours > 1 ? 'heures' : 'heure'}, pour que le propriétaire du compte puisse tout arrêter si ce n’est pas vous.`,
    none: 'Votre compte n’a rien d’autre qui puisse le prouver.',
    proveTitle: 'Prouvez que c’est bien vous',
    readyTitle: 'Le délai est écoulé',
    ready:
      'Prouvez encore une fois que c’est bien vous. Vous pourrez ensuite configurer une nouvelle deuxième étape.',
    withPass: {
      link: 'Utiliser un passe d’accès temporaire',
      title: 'Passe d’accès temporaire',
      lead: 'Saisissez le passe que votre administrateur vous a donné. Il ouvre la configuration d’une nouvelle deuxième étape.',
      label: 'Passe',
      hint: '8 lettres et chiffres. Les majuscules, les espaces et les tirets ne comptent pas.',
      needed:
        'Un administrateur a réinitialisé votre connexion. Demandez un passe d’accès temporaire, puis reconnectez-vous et saisissez-le.',
      neededTitle: 'Il vous faut un passe d’accès temporaire',
    },
    found: 'Vous avez retrouvé l’une de vos méthodes\u00a0? <back>Connectez-vous avec elle</back>',
    nothingLeft: 'Rien de cela ne fonctionne\u00a0? <ask>Demandez à un administrateur</ask>',
    wait: {
      title: 'Votre récupération a commencé',
      lead: 'Nous avons prévenu toutes les adresses de votre compte. Avant la fin du délai, quiconque lit ces messages peut l’arrêter.',
      left: 'Temps restant',
      readyAt: 'Prête le',
      afterwards: 'À la fin du délai',
      steps: [
        'Connectez-vous avec votre mot de passe.',
        'Choisissez de nouveau «\u202fJ’ai perdu toutes ces méthodes\u202f» et saisissez un nouveau code.',
        'Configurez une nouvelle deuxième étape et enregistrez de nouveaux codes de récupération. Ce que vous avez perdu est alors supprimé.',
      ],
      until: 'Vous pouvez fermer cette page. Inutilisée, la récupération prend fin le <date/>.',
    },
  },

  lostSetUp: {
    title: 'Qu’avez-vous perdu\u00a0?',
    lead: 'Ce qui est coché est supprimé dès que votre nouvelle deuxième étape fonctionne, et pas avant.',
    fresh: {
      title: 'Configurez une nouvelle deuxième étape',
      lead: 'Vous enregistrez d’abord de nouveaux codes de récupération, puis vous configurez une application ou une clé d’accès. Cela prend quelques minutes.',
    },
    required: {
      title: 'Reconfigurez votre deuxième étape',
      lead: 'Un administrateur vous le demande. Ce que vous avez aujourd’hui est supprimé dès que la nouvelle étape fonctionne, et pas avant.',
    },
    done: 'C’est configuré. Connectez-vous maintenant avec votre nouvelle deuxième étape.',
    leaveText:
      'Vous pouvez reprendre la configuration dans ce navigateur, pendant une demi-heure après l’ouverture de la récupération.',
  },

  recoverCancel: {
    title: 'Arrêter cette récupération\u00a0?',
    lead: 'Quelqu’un veut entrer dans votre compte sans ce qu’il demande à la connexion\u00a0: par une récupération, ou par une réinitialisation ou un pass d’un administrateur.',
    what: 'L’arrêter met fin à tout cela pour de bon, et aucune récupération ne peut commencer pendant au moins un jour. Vos méthodes de connexion restent telles quelles.',
    stop: 'Arrêter la récupération',
    wasMe: 'C’était vous\u00a0? Fermez cette page\u00a0: rien n’a changé.',
    stoppedTitle: 'La récupération a été arrêtée',
    stopped:
      'Plus personne ne peut s’en servir. Si ce n’est pas vous qui l’avez demandée, quelqu’un connaît peut-être votre mot de passe\u00a0: choisissez-en un nouveau.',
    newPassword: 'Choisir un nouveau mot de passe',
    overTitle: 'Il n’y a plus rien à arrêter',
    over: 'La récupération est terminée ou a expiré, ou le lien est incomplet. Si vous craignez pour votre compte, connectez-vous et regardez son activité.',
    signIn: 'Se connecter',
  },

  askForHelp: {
    title: 'Demander à un administrateur',
    lead: 'Pour quand il ne vous reste rien pour vous connecter. Un administrateur examine votre demande. Votre compte ne change pas, et toutes ses adresses sont prévenues.',
    asking: 'Vous demandez pour <address/>.',
    words: 'Ce qui s’est passé',
    wordsHint: 'Si vous le souhaitez, en 500 caractères au plus. Ni mot de passe ni code.',
    send: 'Envoyer',
    sentTitle: 'Votre demande a été envoyée',
    sent: 'Si cette adresse a un compte, un administrateur l’examinera. Nous avons prévenu toutes les adresses du compte\u00a0; quiconque lit ce message peut retirer la demande.',
    back: 'Retour à la connexion',
  },

  recoveryBanner: {
    title: 'Quelqu’un récupère ce compte',
    waiting:
      'À partir du <date/>, cette personne pourra configurer une nouvelle deuxième étape. Si ce n’est pas vous, arrêtez-la.',
    ready:
      'Jusqu’au <date/>, cette personne peut configurer une nouvelle deuxième étape. Si ce n’est pas vous, arrêtez-la.',
    stop: 'Tout arrêter',
    stopTitle: 'Arrêter la récupération\u00a0?',
    stopText: 'Elle prend fin pour de bon, et aucune autre ne peut commencer pendant au moins un jour.',
    stopped: 'La récupération a été arrêtée',
  },

  actBanner: {
    reset: {
      title: 'Un administrateur a demandé de réinitialiser votre connexion',
      agreement:
        'Si un deuxième administrateur l’approuve, toutes vos deuxièmes étapes et vos codes de récupération seront supprimés. Si vous ne l’avez pas demandé, arrêtez-la.',
      time: 'Le <date/>, toutes vos deuxièmes étapes et vos codes de récupération seront supprimés. Si vous ne l’avez pas demandé, arrêtez-la.',
    },
    pass: {
      title: 'Un administrateur a demandé un pass d’accès temporaire pour vous',
      agreement:
        'Si un deuxième administrateur l’approuve, il sera émis. Avec votre mot de passe, il permet à son porteur de configurer une nouvelle deuxième étape. Si vous ne l’avez pas demandé, arrêtez-le.',
    },
    issued: {
      title: 'Il existe un pass d’accès temporaire pour votre compte',
      text: 'Avec votre mot de passe, il permet à son porteur de configurer une nouvelle deuxième étape. Si vous ne l’avez pas demandé, arrêtez-le.',
    },
    stop: 'Tout arrêter',
    stopTitle: 'Tout arrêter\u00a0?',
    stopText: 'Rien de cela n’arrive, et un pass existant prend fin. Votre compte reste tel quel.',
    stopped: 'C’est arrêté',
  },

  rememberedDevices: {
    title: 'Appareils mémorisés',
    lead: 'Les navigateurs où votre mot de passe suffit pour vous connecter. Les modifications de votre compte y demandent aussi la seconde étape.',
    none: 'Aucun\u00a0: la seconde étape est demandée partout.',
    thisBrowser: 'ce navigateur',
    lastUsed: 'dernière utilisation',
    fromTo: (since: string, until: string) => `Mémorisé le ${since}, jusqu’au ${until}`,
    forget: 'Oublier',
    forgetThis: (name: string) => `Oublier ${name}`,
    forgetTitle: 'Oublier cet appareil\u202f?',
    forgetMeaning: (name: string) =>
      `La seconde étape sera demandée sur ${name} à votre prochaine connexion. Les sessions qu’il a ouvertes sans elle se terminent maintenant.`,
    forgetAction: 'L’oublier',
    forgetAll: 'Tout oublier',
    forgetAllTitle: 'Oublier tous les appareils mémorisés\u202f?',
    forgetAllMeaning:
      'La seconde étape sera demandée sur chacun la prochaine fois. Les autres sessions ouvertes sans elle se terminent maintenant.',
    forgetAllAction: 'Les oublier',
    forgotten: (count: number) =>
      count < 2 ? 'Un appareil n’est plus mémorisé' : `${count} appareils ne sont plus mémorisés`,
  },

  recover: {
    title: 'Mot de passe oublié\u202f?',
    lead: 'Saisissez l’adresse avec laquelle vous vous connectez. Si un compte existe, nous y envoyons un code pour choisir un nouveau mot de passe.',
    send: 'Envoyer le code',
    remembered: 'Il vous est revenu\u202f? <signIn>Se connecter</signIn>',
    newTitle: 'Choisissez un nouveau mot de passe',
    sentTo: 'Si <address/> a un compte, un code est en route. Il est valable dix minutes.',
    code: 'Code reçu par e-mail',
    set: 'Enregistrer le mot de passe',
    wrongAddress: 'Adresse erronée\u202f? <startAgain>Recommencer</startAgain>',
  },

  security: {
    lead: 'Ce qui protège votre compte, et ce qu’il reste à faire.',
    nextStep: 'Ce qu’il reste à faire',
    howYouSignIn: 'Comment vous vous connectez',
    lastChanged: 'Changé <when/>',
    noPasskey: 'Aucune pour l’instant\u00a0: avec une clé d’accès, un geste suffit',
    passwordOnly: 'Seul votre mot de passe est demandé',
    howYouGetIn: 'Comment retrouver l’accès',
    codesLater: 'Vous les recevez en activant la vérification en deux étapes',
    runningLow: 'Bientôt épuisés',
    whereSignedIn: 'Vos sessions ouvertes',
    manage: 'Gérer',
    recentActivity: 'Activité récente',
    seeAll: 'Tout voir',
    yourName: 'Votre nom',
    nameLead: 'Seuls les administrateurs le voient, pour trouver votre compte.',
    noName: 'Aucun',
    changeName: 'Modifier',
    changeNameTitle: 'Modifier votre nom',
    nameHint: 'Laissez vide pour n’en avoir aucun.',
    saveName: 'Enregistrer',
    nameSaved: 'Votre nom est enregistré.',
    yourData: 'Vos données',
    yourDataLead:
      'Tout ce que nous conservons de vous, en un fichier\u00a0: sans votre mot de passe, vos secrets ni vos codes.',
    downloadData: 'Télécharger mes données',
    dataDownloaded: 'Vos données ont été téléchargées.',
    dataFile: 'mon-compte.json',
  },

  recommendations: {
    review: {
      title: 'Regardez votre activité récente',
      text: 'Votre compte a été verrouillé parce que quelque chose ne venait pas de vous. Voyez s’il y a autre chose que vous ne reconnaissez pas.',
      action: 'Voir l’activité',
    },
    turnOn: {
      title: 'Activez la vérification en deux étapes',
      text: 'Aujourd’hui, votre mot de passe suffit à un inconnu. Avec une deuxième étape, il ne suffit plus. Cela prend environ trois minutes.',
      action: 'Configurer',
    },
    disabled: {
      title: (name) => `«\u202f${name}\u202f»\u00a0: méthode désactivée`,
      text: 'Il y a eu trop d’essais erronés. Supprimez-la et configurez-la de nouveau.',
      action: 'Voir',
    },
    cameWithCode: {
      title: 'Cette session a été ouverte avec un code de récupération',
      text: 'Si votre téléphone est perdu, retirez-le de votre compte et configurez-en un autre.',
      action: 'Voir vos méthodes',
    },
    newCodes: {
      title: (left) =>
        left === 0
          ? 'Vous n’avez plus de code de récupération'
          : `Plus que ${left} ${plural(left, 'code', 'codes')} de récupération`,
      text: 'Ils vous rendent l’accès si vous perdez votre téléphone. Créez-en de nouveaux et gardez-les en lieu sûr.',
      action: 'Créer de nouveaux codes',
    },
    recoveryMethod: {
      title: 'Ajoutez un moyen de récupération',
      text: 'C’est là que nous vous prévenons quand quelque chose change dans votre connexion.',
      action: 'En ajouter un',
    },
    second: {
      title: 'Ajoutez une deuxième méthode',
      textWithPasskey:
        'Avec une clé d’accès sur un autre appareil, en perdre un est un contretemps, pas une urgence.',
      text: 'Avec une clé d’accès en plus, un téléphone perdu n’est qu’un contretemps, et un geste suffit pour se connecter.',
      action: 'Ajouter',
    },
    passkey: {
      title: 'Connectez-vous d’un geste',
      text: 'Une clé d’accès remplace votre mot de passe et le code, et personne ne peut vous la soutirer par ruse.',
    },
    good: {
      title: 'Votre compte est bien protégé',
      text: 'La vérification en deux étapes est activée, vous avez plus d’une méthode, et vos codes de récupération sont prêts.',
    },
  },

  factor: {
    added: 'Ajout le <date/>',
    addedAndUsed: 'Ajout le <date/>, dernière utilisation <when/>',
    placeAndAdded: '<place/>\u00a0· ajout le <date/>',
    lastUsed: 'Dernière utilisation <when/>',
    lastUsedFrom: 'Dernière utilisation <when/>, <from/>',
    verifies: 'Vérifie chaque fois que c’est vous',
    disabled: 'Désactivée après trop d’essais erronés',
    options: (name) => `Options de ${name}`,
    rename: 'Renommer',
    renameTitle: (name) => `Renommer «\u202f${name}\u202f»`,
    renameHint: 'Un nom qui vous dit de quel appareil il s’agit.',
    save: 'Enregistrer',
    renamed: 'Nom changé',
    prefer: 'Proposer en premier',
    preferred: 'Proposé en premier',
    preferredNow: (name) => `«\u202f${name}\u202f» est proposé en premier`,
    remove: 'Supprimer',
    removeTitle: (name) => `Supprimer «\u202f${name}\u202f»\u202f?`,
    removed: (name) => `Suppression faite\u00a0: «\u202f${name}\u202f»`,
    turnOffTitle: 'Désactiver la vérification en deux étapes\u202f?',
    removeAndTurnOff: 'Supprimer et désactiver',
    quoted: (name) => `«\u202f${name}\u202f»`,
    noMoreMail: (address) => `Nous n’envoyons plus rien à ${address}.`,
    noMoreTexts: (number) => `Nous n’envoyons plus de SMS au ${number}.`,
    thisAddress: 'cette adresse',
    remains: (names) => `Il reste\u00a0: ${names}.`,
    remainsOn: (names) => `Il reste\u00a0: ${names}. La vérification en deux étapes reste activée.`,
    noRecovery: 'Vous n’avez alors plus de moyen de récupération.',
    passkeyStops: 'Elle n’ouvre plus votre compte, et toutes les autres sessions sont fermées.',
    codesStop: 'Ses codes cessent aussitôt de fonctionner, et toutes les autres sessions sont fermées.',
    passwordFirst: 'Vous vous connectez ensuite d’abord avec votre mot de passe.',
    lastOne: (name) =>
      `«\u202f${name}\u202f» est votre dernière méthode de deuxième étape. Si vous la supprimez\u00a0:`,
    passwordAlone: 'votre mot de passe seul ouvre votre compte,',
    codesCancelled: 'tous vos codes de récupération sont annulés,',
    othersSignedOut: 'toutes les autres sessions sont fermées.',
    endsSession:
      'Elle a servi à ouvrir cette session\u00a0: celle-ci se ferme aussi, et vous vous reconnectez avec votre mot de passe.',
  },

  passkeys: {
    lead: 'Un geste, un regard ou un code PIN à la place du mot de passe et du code. Elle ne fonctionne que sur ce site\u00a0: personne ne peut vous la soutirer par ruse.',
    yours: 'Les vôtres',
    none: 'Aucune clé d’accès',
    noneText:
      'Vous n’en avez pas encore. Une clé d’accès se trouve sur votre ordinateur ou votre téléphone, dans votre gestionnaire de mots de passe ou sur une clé de sécurité.',
    noneFirst:
      'Cela prend environ deux minutes\u00a0: nous vous donnons d’abord des codes de récupération, pour le jour où elle serait perdue.',
    goodToKnow: 'Bon à savoir',
    synced: 'Synchronisée',
    syncedText: 'Votre gestionnaire de mots de passe ou son fournisseur la copie sur vos autres appareils.',
    oneDevice: 'Sur un seul appareil',
    oneDeviceText:
      'Elle ne peut pas être copiée. Ajoutez-en une deuxième, et un appareil perdu ne posera pas de problème.',
    removing: 'En supprimer une ici',
    removingText:
      'Elle n’ouvre plus votre compte. Votre appareil ou votre clé peut continuer à la proposer tant que vous ne l’y avez pas effacée.',
    place: {
      synced: 'Synchronisée entre appareils',
      notYetSynced: 'Synchronisable, mais pas encore synchronisée',
      thisKey: 'Sur cette clé seulement',
      oneDevice: 'Sur un seul appareil',
    },
    added: 'Clé d’accès ajoutée',
    nameLead: 'Donnez-lui un nom que vous reconnaîtrez.',
    whereLead: 'Votre navigateur demande où la garder.',
    signsInAlone: 'Elle fonctionne dès maintenant. Elle suffit à elle seule pour vous connecter.',
    afterPassword: 'Elle fonctionne dès maintenant\u00a0: après votre mot de passe, à la place d’un code.',
    nameHint: 'Par exemple «\u202fOrdinateur du bureau\u202f» ou «\u202fClé de mon trousseau\u202f».',
    thisDevice: 'Cet appareil',
    thisDeviceText: 'Son lecteur d’empreintes, sa caméra ou son code PIN',
    phone: 'Un téléphone ou une tablette',
    phoneText: 'Scannez le code affiché par votre navigateur',
    key: 'Une clé de sécurité',
    keyText: 'Branchez-la ou approchez-la, puis touchez-la',
    suggested: {
      passkey: 'Clé d’accès',
      on: (platform) => `Clé d’accès sur ${platform}`,
      phone: 'Téléphone ou tablette',
      key: 'Clé de sécurité',
    },
  },

  passwordPage: {
    title: 'Changer de mot de passe',
    lead: 'Choisissez-en un que vous n’utilisez nulle part ailleurs.',
    endOthers: 'Fermer toutes les autres sessions',
    endOthersText: 'Quiconque connaît l’ancien mot de passe perd aussitôt l’accès.',
    change: 'Changer le mot de passe',
    changed: 'Mot de passe changé',
  },

  recoveryCodes: {
    lead: 'Chacun vous ouvre votre compte une fois, quand vos autres méthodes sont hors de portée.',
    yours: 'Vos codes de récupération',
    download: 'Télécharger',
    copy: 'Copier',
    print: 'Imprimer',
    copied: 'Codes copiés',
    saved: 'Je les ai enregistrés',
    fileName: 'countersign-codes-de-recuperation.txt',
    fileTitle: 'Codes de récupération Countersign',
    madeFor: (email, date) => `Pour ${email}, créés le ${date}.`,
    fileUse: 'Chaque code ne sert qu’une fois, à la place de votre deuxième étape de connexion.',
    fileKeep:
      'Gardez ce fichier là où vous seul pouvez le lire. De nouveaux codes rendent ceux-ci sans valeur.',
    sheetText:
      'Chaque code ne sert qu’une fois, à la place de votre deuxième étape de connexion. Barrez-le après usage. Gardez cette feuille avec vos autres papiers importants. De nouveaux codes rendent ceux-ci sans valeur.',
    left: '<count>left</count> sur <total/> disponibles',
    madeOn: (date) => `Créés le ${date}`,
    newCodes: 'Vos nouveaux codes',
    newCodesText:
      'Les anciens ne fonctionnent plus. Enregistrez ceux-ci maintenant\u00a0: nous ne pourrons plus les afficher.',
    done: 'Terminé',
    active: 'Les nouveaux codes de récupération sont actifs',
    low: 'Il est temps d’en créer de nouveaux\u00a0: sans code, un téléphone perdu vous ferme l’accès.',
    make: 'Créer de nouveaux codes',
    none: 'Vous recevez des codes de récupération en activant la vérification en deux étapes. Sans elle, ils n’auraient rien à remplacer.',
    makeTitle: 'Créer de nouveaux codes de récupération\u202f?',
    makeText:
      'Vos anciens codes cessent aussitôt de fonctionner. Vous en voyez ensuite dix nouveaux à enregistrer.',
    leaveTitle: 'Quitter sans les enregistrer\u202f?',
    leaveText: 'Nous ne pourrons plus afficher ces codes, et les anciens ne fonctionnent plus.',
  },

  sessions: {
    lead: 'Où votre compte est ouvert. Fermez ce que vous ne reconnaissez pas, puis changez votre mot de passe.',
    this: 'Cette session',
    thisDevice: 'Cet appareil',
    others: 'Autres sessions',
    none: 'Votre compte n’est ouvert nulle part ailleurs.',
    proofs: (level, proofs, since) => `${level}\u00a0: ${proofs} · depuis le ${since}`,
    end: 'Fermer',
    endOn: (where) => `Fermer la session\u00a0: ${where}`,
    endAll: 'Fermer toutes les autres',
    ended: 'Session fermée',
    allEnded: (count) => plural(count, 'Une session fermée', `${count} sessions fermées`),
    endTitle: 'Fermer cette session\u202f?',
    endText: (where) => `La session sur ${where} se ferme aussitôt.`,
    endAction: 'Fermer la session',
    endAllTitle: 'Fermer toutes les autres sessions\u202f?',
    endAllText: 'Tous les appareils sauf celui-ci sont aussitôt déconnectés.',
    endAllAction: 'Les fermer',
    levelOf: (level) => `Niveau ${level} sur 3`,
    legend: 'Ce que signifient les niveaux',
  },

  levels: {
    0: { title: 'Rien de prouvé', text: 'Personne n’a encore prouvé son identité.' },
    1: { title: 'Une preuve', text: 'Une seule chose a été prouvée, par exemple le mot de passe.' },
    2: {
      title: 'Deux preuves',
      text: 'Deux choses ont été prouvées, mais de même nature, ou l’une par un nombre court saisi sur un téléphone.',
    },
    3: {
      title: 'Deux étapes',
      text: 'Deux choses de natures différentes ont été prouvées\u00a0: ce que vous savez et ce que vous possédez. Une clé d’accès qui vérifie votre empreinte, votre visage ou votre code PIN est les deux à la fois.',
    },
  },

  proofs: { pwd: 'mot de passe', otp: 'code', pop: 'clé d’accès', push: 'nombre sur le téléphone' },

  activity: {
    lead: 'Tout ce qui concerne votre connexion. Quelque chose ne vient pas de vous\u202f? <password>Changez votre mot de passe</password> et <sessions>fermez les autres sessions</sessions>.',
    more: 'Afficher plus',
    all: 'C’est tout.',
    administrator: (reason) => `Par un administrateur\u00a0: «\u202f${reason}\u202f»`,
  },

  events: {
    'account.created': () => 'Compte créé',
    'account.renamed': () => 'Nom modifié',
    'sign-in.password-accepted': () => 'Mot de passe accepté, deuxième étape demandée',
    'sign-in.succeeded': ({ method, name }) =>
      method && method !== 'password'
        ? `Connexion avec ${THE[method]}${method === 'passkey' && name ? ` «\u202f${name}\u202f»` : ''}`
        : 'Connexion',
    'sign-in.failed': () => 'Échec de connexion\u00a0: mot de passe erroné',
    'challenge.failed': ({ method, name }) => {
      if (method === 'passkey')
        return name ? `Clé d’accès refusée\u00a0: «\u202f${name}\u202f»` : 'Clé d’accès inconnue refusée';
      if (method === 'push')
        return `Nombre erroné${name ? ` sur «\u202f${name}\u202f»` : ' sur votre téléphone'}`;
      return `Code erroné${method ? ` (${nouns[method]})` : ''}`;
    },
    'factor.locked': (about) => `Blocage temporaire après trop d’essais erronés\u00a0: ${called(about)}`,
    'factor.disabled': (about) => `Désactivation après trop d’essais erronés\u00a0: ${called(about)}`,
    'passkey.counter-regressed': ({ name }) =>
      `Clé d’accès refusée${name ? `, «\u202f${name}\u202f»` : ''}\u00a0: elle a peut-être été copiée`,
    'session.reauthenticated': ({ method }) => `Identité confirmée${method ? ` avec ${THE[method]}` : ''}`,
    'session.ended': () => 'Déconnexion',
    'sessions.ended': () => 'Autres sessions fermées',
    'factor.added': (about) => `Ajout\u00a0: ${described(about)}`,
    'factor.renamed': (about) => `Nouveau nom\u00a0: ${described(about)}`,
    'factor.removed': (about) => `Suppression\u00a0: ${described(about)}`,
    'factor.preferred': (about) => `Préférence de récupération\u00a0: ${called(about)}`,
    'recovery-codes.generated': () => 'Nouveaux codes de récupération créés',
    'recovery-codes.voided': () => 'Codes de récupération annulés',
    'recovery-code.used': () => 'Un code de récupération a été utilisé',
    'password.changed': () => 'Mot de passe changé',
    'password.reset-requested': () => 'Réinitialisation du mot de passe demandée',
    'password.reset': () => 'Mot de passe réinitialisé par e-mail',
    'account.imported': () => 'Compte importé par un administrateur',
    'account.invited': () => 'Invitation envoyée',
    'account.exported': () => 'Toutes les données du compte exportées',
    'password.rehashed': () => 'Mot de passe repris du système d’origine du compte',
    'import.started': () => 'Une importation de personnes a commencé',
    'import.finished': () => 'Une importation de personnes s’est terminée',
    'message.undelivered': () => 'Un e-mail n’a pas pu vous être envoyé',
    'device.remembered': () => 'Navigateur mémorisé',
    'device.forgotten': ({ name }) =>
      name ? `N’est plus mémorisé\u00a0: ${name}` : 'Appareils mémorisés oubliés',
    'device.copied': ({ name }) =>
      `Un appareil mémorisé a peut-être été copié${name ? `\u00a0: ${name}` : ''}`,
    'account.locked': () => 'Compte verrouillé',
    'account.role-changed': () => 'Votre rôle a été modifié par un administrateur',
    'role.changed': () => 'Un rôle a été modifié',
    'policy.changed': () => 'Les règles ont été modifiées',
    'group.changed': () => 'Un groupe a été modifié',
    'audit.exported': () => 'Le journal d’audit a été exporté',
    'account.unlocked': () => 'Compte déverrouillé',
    'activity.reviewed': () => 'Activité passée en revue',
    'account.recovery-requested': () => 'Récupération du compte demandée',
    'account.recovery-continued': () => 'Récupération du compte poursuivie',
    'account.recovery-ready': () => 'Récupération du compte prête',
    'account.recovery-cancelled': () => 'Récupération du compte arrêtée',
    'account.recovery-expired': () => 'Récupération du compte expirée, inutilisée',
    'account.recovery-completed': () => 'Compte récupéré',
    'account.help-requested': () => 'Aide d’un administrateur demandée',
    'account.help-cancelled': () => 'Demande d’aide retirée',
    'account.reset': () => 'Connexion réinitialisée',
    'account.enrollment-required': () => 'Deuxième étape à reconfigurer',
    'account.help-answered': () => 'Réponse à la demande d’aide',
    'account.act-asked': () => 'Réinitialisation ou passe demandé',
    'account.act-ended': () => 'Décision sur une réinitialisation ou un passe',
    'factors.unlocked': () => 'Fin de l’attente après des essais erronés',
    'pass.issued': () => 'Passe d’accès temporaire émis',
    'pass.used': () => 'Passe d’accès temporaire utilisé',
    'pass.ended': () => 'Passe d’accès temporaire annulé après des essais erronés',
    'code.sent': ({ method }) => `Code envoyé${method ? ` par ${nouns[method]}` : ''}`,
    'push.requested': () => 'Demande envoyée à votre téléphone',
    'push.approved': ({ name }) => `Approuvé sur ${name ? `«\u202f${name}\u202f»` : 'votre téléphone'}`,
    'push.denied': ({ name }) => `Refusé sur ${name ? `«\u202f${name}\u202f»` : 'votre téléphone'}`,
    'push.reported': ({ name }) =>
      `Signalé sur ${name ? `«\u202f${name}\u202f»` : 'votre téléphone'}\u00a0: ce n’était pas vous`,
    'push.verification-on': (about) =>
      `Vérification de la personne à chaque approbation\u00a0: ${called(about)}`,
    'push.verification-off': (about) =>
      `Fin de la vérification de la personne à chaque approbation\u00a0: ${called(about)}`,
  },

  push: {
    setUp: {
      title: 'Connectez votre téléphone',
      lead: 'À la connexion, votre téléphone vous interroge et vous y saisissez le nombre affiché sur cet écran. Aucune boutique d’applications n’est nécessaire.',
      making: 'Préparation de votre clé',
      show: 'Afficher le QR code',
      renewed: 'La clé précédente ne peut plus servir. En voici une nouvelle.',
      qrCode: 'QR code qui ouvre l’authentificateur sur votre téléphone. Ce qu’il contient est écrit à côté.',
      scan: 'Scannez-le avec l’appareil photo du téléphone.',
      orType: 'Ou saisissez-la sur le téléphone',
      open: 'Ouvrez <address/>',
      typeAccount: 'Compte\u00a0: <email/>',
      typeKey: 'Clé\u00a0: <key/>',
      copyLink: 'Copier le lien',
      linkCopied: 'Lien copié',
      thisDevice: 'Utiliser cet appareil lui-même',
      waiting: 'En attente de votre téléphone',
      left: (duration: string) => `La clé est encore valable ${duration}.`,
      compareTitle: 'Comparez les nombres',
      compareLead: (name: string) =>
        `«\u202f${name}\u202f» demande à être connecté. Affiche-t-il ce nombre\u202f?`,
      number: 'Nombre à comparer',
      verifies:
        'Il vérifie que c’est bien vous, par empreinte, visage ou verrouillage de l’écran, avant chaque approbation.',
      same: 'Oui, le même nombre',
      different: 'Non, ou il n’est pas à moi',
      dropped: 'Cet appareil n’a pas été connecté et sa clé est annulée. En voici une nouvelle.',
      unnamed: 'Votre téléphone',
    },
    /** Of a device without a network. */
    code: {
      title: 'Code de l’application Countersign',
      ask: (name: string) =>
        `Ouvrez Countersign sur «\u202f${name}\u202f», choisissez ce compte et saisissez le code affiché.`,
    },
    proof: {
      ask: 'Votre téléphone vous interroge. Saisissez-y ce nombre\u00a0:',
      number: 'Nombre à saisir sur votre téléphone',
      asking: 'Envoi à votre téléphone',
      waiting: (duration: string) => `En attente de votre téléphone · ${duration}`,
      nothing: 'Rien sur le téléphone\u202f? Ouvrez-y l’application\u00a0: elle affiche ce qui attend.',
      enterCode: 'Saisir un code de l’application',
      again: 'Interroger de nouveau mon téléphone',
      approved: 'Approuvé',
      denied:
        'Vous avez choisi «\u202fPas maintenant\u202f» sur votre téléphone\u00a0: personne n’est entré.',
      reported:
        'Votre téléphone a répondu que ce n’était pas vous\u00a0: personne n’est entré. Plus aucune demande ne lui est envoyée pendant une heure. Si c’était bien vous, utilisez une autre méthode.',
      mismatched:
        'Un autre nombre a été saisi sur votre téléphone\u00a0: personne n’est entré. Chaque nombre ne vaut qu’un essai.',
      expired: 'Personne n’a répondu à temps.',
      superseded: 'Une demande plus récente a remplacé celle-ci, peut-être sur un autre de vos écrans.',
    },
  },

  authenticator: {
    title: 'Authentificateur',
    accounts: 'Comptes',
    activity: 'Activité',
    back: 'Retour',
    withoutStorage:
      'Ce navigateur ne conserve rien pour ce site et ne peut donc pas garder de clé. Quittez la navigation privée, ou autorisez ce site à enregistrer des données.',
    home: {
      title: 'Vos comptes',
      none: 'Approuvez les connexions sur cet appareil',
      noneLead:
        'Il remplace un code\u00a0: la question vous est posée ici, et vous saisissez le nombre affiché sur l’autre écran.',
      steps: [
        'Sur votre ordinateur, ouvrez «\u202fVérification en deux étapes\u202f» et choisissez «\u202fCountersign Push\u202f».',
        'Scannez le QR code avec l’appareil photo de cet appareil, ou saisissez la clé.',
      ],
      add: 'Ajouter un compte',
      install: 'Installer l’application',
      typeKey: 'Saisir une clé',
      listening: 'Les demandes apparaissent ici aussitôt.',
      notListening: 'Pas de connexion. Les codes fonctionnent quand même.',
      states: {
        waiting: 'Pas encore confirmé',
        removed: 'Supprimé',
      },
    },
    install: {
      title: 'Placez-la d’abord sur l’écran d’accueil',
      why: 'Sur un iPhone ou un iPad, seule une application de l’écran d’accueil est prévenue des demandes lorsqu’elle est fermée.',
      steps: [
        'Touchez Partager, puis «\u202fSur l’écran d’accueil\u202f».',
        'Ouvrez Countersign depuis cet écran.',
        'Choisissez «\u202fSaisir une clé\u202f», puis saisissez l’adresse et la clé affichées sur l’autre écran.',
      ],
      here: 'Continuer ici sans notifications',
    },
    reach: {
      off: 'Les notifications sont désactivées\u00a0: les demandes n’apparaissent que lorsque cette application est ouverte.',
      refused:
        'Ce navigateur n’autorise pas les notifications\u00a0: les demandes n’apparaissent que lorsque cette application est ouverte. Autorisez-les dans les réglages de ce site.',
      unsupported:
        'Ce navigateur n’a pas de notifications\u00a0: les demandes n’apparaissent que lorsque cette application est ouverte.',
      'install-first':
        'Les demandes n’apparaissent que lorsque cette page est ouverte. Pour les notifications, placez-la sur l’écran d’accueil et connectez-la depuis là.',
      failed:
        'Le service de notifications de ce navigateur n’a pas répondu\u00a0: les demandes n’apparaissent que lorsque cette application est ouverte.',
      allow: 'Autoriser les notifications',
    },
    add: {
      title: 'Ajouter un compte',
      lead: 'Saisissez ce que l’autre écran affiche à côté du QR code.',
      key: 'Clé',
      keyHint: '16 lettres et chiffres. Les majuscules et les traits d’union n’ont pas d’importance.',
      nameTitle: 'Utiliser cet appareil pour vous connecter',
      nameLead: 'Désormais, il vous interrogera lorsque quelqu’un se connecte avec votre mot de passe.',
      name: 'Nom de cet appareil',
      phone: 'Téléphone',
      nameHint: 'Pour le distinguer des autres dans votre compte.',
      notifyTitle: 'Soyez prévenu des demandes',
      notifyLead:
        'Avec les notifications, une demande vous parvient même lorsque cette application est fermée. Il y en a une par connexion, et rien d’autre.',
      notNow: 'Pas maintenant',
      checkTitle: 'Vérifier chaque fois que c’est vous\u202f?',
      checkLead:
        'Cet appareil peut demander votre empreinte, votre visage ou le verrouillage de l’écran avant chaque approbation. Qui le prend déverrouillé ne peut alors rien approuver.',
      check: 'Vérifier chaque fois',
      deadTitle: 'Cette clé ne fonctionne pas',
      dead: 'Elle est mal saisie, a déjà servi ou date de plus de dix minutes. Regardez l’autre écran pour en avoir une nouvelle.',
      tryAgain: 'Saisir une clé',
      compareTitle: 'Comparez les nombres',
      compareLead: 'L’autre écran affiche-t-il ce nombre\u202f? Si oui, indiquez-le là-bas.',
      number: 'Nombre à comparer',
      waiting: 'En attente de l’autre écran',
      wrong: 'Il en affiche un autre\u202f? Indiquez-le là-bas et recommencez.',
      doneTitle: 'Cet appareil est connecté',
      done: (email: string) => `Lorsque quelqu’un se connecte en tant que ${email}, vous êtes interrogé ici.`,
      finish: 'Terminé',
      leftTitle: 'Non connecté',
      left: 'La configuration a été quittée ou refusée sur l’autre écran, ou a pris trop de temps. Recommencez là-bas.',
    },
    request: {
      signIn: 'Êtes-vous en train de vous connecter\u202f?',
      reauthenticate: 'Confirmez-vous une modification\u202f?',
      lead: 'N’approuvez que ce que vous faites vous-même, en ce moment.',
      service: 'Service',
      account: 'Compte',
      device: 'Appareil',
      from: 'Depuis',
      when: 'Quand',
      unknown: 'Inconnu',
      number: 'Nombre sur l’autre écran',
      numberHint: 'Il est affiché sur l’écran où vous vous connectez. Personne d’autre ne peut vous le dire.',
      thenCheck: 'Cet appareil vérifie ensuite que c’est bien vous.',
      left: 'Temps restant',
      approve: 'Approuver',
      notNow: 'Pas maintenant',
      notMe: 'Ce n’était pas moi',
    },
    result: {
      approved: { title: 'Approuvé', text: 'Continuez sur l’autre écran.' },
      denied: { title: 'Non approuvé', text: 'Personne n’est entré.' },
      mismatched: {
        title: 'C’était un autre nombre',
        text: 'Personne n’est entré. Si c’est bien vous, refaites la demande sur l’autre écran et saisissez le nombre qu’il affiche alors.',
      },
      over: {
        title: 'Cette demande est terminée',
        text: 'Un autre appareil y a répondu, une demande plus récente l’a remplacée ou elle a pris trop de temps. Cet appareil n’a fait entrer personne.',
      },
      reported: {
        title: 'Arrêté\u00a0: personne n’est entré',
        text: 'Qui que ce soit, cette personne connaît votre mot de passe. Faites ceci maintenant\u00a0:',
        steps: [
          'Changez votre mot de passe\u00a0: <change>choisissez-en un nouveau</change>.',
          'Regardez ensuite l’activité de votre compte et fermez les sessions qui ne sont pas les vôtres.',
        ],
        told: 'Nous vous avons aussi écrit à ce sujet. Aucune autre demande n’arrive pendant une heure.',
      },
      done: 'Terminé',
    },
    account: {
      code: 'Code en cas d’absence de connexion',
      codeHint:
        'Choisissez «\u202fSaisir un code de l’application\u202f» sur l’autre écran. Chaque code ne sert qu’une fois.',
      codeOf: 'Code',
      next: (duration: string) => `Un nouveau dans ${duration}`,
      check: 'Empreinte, visage ou verrouillage de l’écran',
      checkOn: 'Cet appareil vérifie que c’est bien vous avant chaque approbation.',
      checkOff:
        'Qui prend cet appareil déverrouillé peut approuver. Il peut vérifier chaque fois que c’est bien vous.',
      turnOn: 'Vérifier chaque fois',
      turnOff: 'Ne plus vérifier',
      checksNow: 'Il vérifie désormais chaque fois',
      checksNoMore: 'Il ne vérifie plus',
      details: 'Détails',
      name: 'Cet appareil',
      added: 'Ajouté',
      remove: 'Supprimer de cet appareil',
      removeTitle: (email: string) => `Supprimer ${email}\u202f?`,
      removeText: 'Cet appareil n’affichera plus ni demandes ni codes pour ce compte.',
      removeToo:
        'Votre compte continue d’interroger cet appareil tant que vous ne l’y supprimez pas aussi, sous «\u202fVérification en deux étapes\u202f».',
      removed: 'Compte supprimé',
      gone: 'Votre compte ne connaît plus cet appareil\u00a0: il y a été supprimé. Pour l’utiliser de nouveau, supprimez-le ici et reconnectez-le.',
    },
    activityPage: {
      lead: 'Ce qui a reçu une réponse sur cet appareil. Cela ne quitte pas cet appareil.',
      none: 'Rien pour l’instant.',
      outcomes: {
        approved: 'Approuvé',
        denied: 'Pas maintenant',
        reported: 'Ce n’était pas moi',
        mismatched: 'Autre nombre saisi',
        over: 'Terminée avant la réponse',
      },
    },
  },

  twoStep: {
    leadOn:
      'Quand vous vous connectez avec votre mot de passe, nous demandons ensuite l’une des méthodes ci-dessous.',
    leadOff:
      'Avec une deuxième étape, votre compte reste le vôtre, même si quelqu’un apprend votre mot de passe.',
    secondStep: 'Deuxième étape',
    need: 'Il vous faut le lecteur d’empreintes ou le code PIN de cet appareil, une clé de sécurité, ou un téléphone avec une application d’authentification, et environ trois minutes. Vous recevrez aussi des codes de récupération, pour le jour où l’appareil serait perdu.',
    recoveryLead:
      'Là où nous vous prévenons des changements de votre connexion. Ils ne remplacent jamais votre deuxième étape.',
    addEmail: 'Ajouter une adresse e-mail',
    addPhone: 'Ajouter un numéro de téléphone',
    phoneTitle: 'Ajoutez un téléphone de récupération',
    phoneLead: 'Nous y envoyons un code par SMS pour vérifier qu’il est bien à vous.',
    phoneAdded: 'Téléphone de récupération ajouté',
    codesFor: 'Pour quand aucune de vos méthodes n’est à portée de main',
    emailTitle: 'Ajoutez un e-mail de récupération',
    emailLead: 'Nous y envoyons un code pour vérifier que l’adresse est bien à vous.',
    emailAdded: 'E-mail de récupération ajouté',
  },

  setUp: {
    leave: 'Quitter',
    leaveTitle: 'Quitter la configuration\u202f?',
    leaveCodes:
      'Les codes de récupération qui vous ont été montrés ne fonctionneront pas\u00a0: jetez toute copie.',
    leaveMethod:
      'Ce que vous avez commencé à associer n’est pas terminé et sera abandonné. Retirez-le aussi de votre application.',
    leaveText: 'Vous pouvez recommencer quand vous voulez.',
    stepOf: (step, total) => `Étape ${step} sur ${total}`,
    steps: {
      confirm: 'Confirmation de votre identité',
      'recovery-method': 'Moyen de récupération',
      'recovery-codes': 'Codes de récupération',
      method: 'Méthode',
      passkey: 'Clé d’accès',
      'countersign-push': 'Votre téléphone',
      'authenticator-app': 'Application d’authentification',
    },
    confirmTitle: 'Confirmez d’abord votre identité',
    confirmLead: 'Nous le demandons avant tout changement de votre connexion.',
    recovery: {
      title: 'Ajoutez un moyen de récupération',
      lead: 'Il vous aide à retrouver l’accès, et vous prévient quand quelque chose change dans votre connexion.',
      done: 'C’est fait\u00a0: <addresses/>',
      another: 'En ajouter un autre',
    },
    codes: {
      title: 'Enregistrez vos codes de récupération',
      lead: 'Si vous perdez votre téléphone, l’un d’eux vous ouvre votre compte. Gardez-les sur papier, dans un gestionnaire de mots de passe, ou là où votre téléphone n’est pas. Ils seront actifs quand vous aurez terminé.',
      making: 'Création de vos codes',
      show: 'Afficher mes codes',
    },
    method: {
      title: 'Choisissez votre deuxième étape',
      lead: 'C’est ce que nous demandons après votre mot de passe.',
      passkey:
        'Votre empreinte, votre visage ou votre code PIN, ou une clé à brancher. Le plus rapide, et le plus difficile à voler.',
      push: 'Votre téléphone vous interroge et vous saisissez un nombre. Pas de boutique, rien à installer.',
      totp: 'Une application sur votre téléphone affiche un nouveau code toutes les 30 secondes, même sans réseau.',
    },
    passkey: {
      title: 'Créez votre clé d’accès',
      lead: 'Votre navigateur demande où la garder. Vous avez le choix\u00a0:',
    },
    app: {
      title: 'Associez votre application d’authentification',
      lead: 'Google Authenticator, Microsoft Authenticator, Authy et la plupart des gestionnaires de mots de passe conviennent.',
      renewed:
        'La clé précédente ne peut plus être utilisée. En voici une nouvelle\u00a0: scannez-la de nouveau.',
      code: 'Saisissez ensuite le code affiché par l’application',
      turnOn: 'Activer',
      making: 'Création de votre clé',
      showQrCode: 'Afficher le code QR',
      qrCode:
        'Code QR contenant la clé pour votre application d’authentification. La même clé est écrite à côté.',
      scan: 'Scannez ceci avec l’application.',
      open: 'Ouvrir dans mon application',
      orType: 'Ou saisissez cette clé',
      copyKey: 'Copier la clé',
      keyCopied: 'Clé copiée',
      kind: 'Basée sur l’heure, 6 chiffres.',
    },
    done: {
      title: 'La vérification en deux étapes est activée',
      app: 'Désormais, nous demandons votre mot de passe, puis un code de votre application.',
      appRow: 'Demandée à chaque connexion',
      push: 'Désormais, nous vous demandons votre mot de passe, puis votre téléphone vous interroge.',
      pushRow: 'Il vous interroge à chaque connexion',
      passkeyAlone: 'Désormais, votre clé d’accès suffit. Votre mot de passe seul ne suffit plus.',
      passkeyAloneRow: 'Choisissez «\u202fUtiliser une clé d’accès\u202f» pour vous connecter',
      passkey: 'Désormais, nous demandons votre mot de passe, puis votre clé d’accès.',
      passkeyRow: 'Demandée après votre mot de passe',
      recoveryMethod: 'Moyen de récupération',
      codesReady: (left) => `${left} prêts pour le jour où il vous en faudra un`,
      name: 'Nommez cette méthode',
      nameHint: 'Pour la distinguer des autres plus tard, par exemple «\u202fMon téléphone\u202f».',
    },
  },

  /** What a person is told whom policy asks to set up a second step. */
  enrollmentDue: {
    title: 'La vérification en deux étapes va devenir obligatoire',
    byDate: (date) =>
      `À partir du ${date}, vous ne pourrez vous connecter qu’avec une deuxième étape. Cela prend environ trois minutes.`,
    bySkips: (left) =>
      left === 0
        ? 'À votre prochaine connexion, il faudra configurer une deuxième étape. Cela prend environ trois minutes.'
        : `Vous pouvez encore vous connecter ${left} fois sans deuxième étape. Cela prend environ trois minutes.`,
    now: 'La vérification en deux étapes est obligatoire ici. Configurez-la pour continuer.',
    replace:
      'La méthode que vous avez utilisée n’est plus autorisée. Configurez-en une autre pour continuer.',
    signOut: 'Se déconnecter',
  },

  admin: {
    title: 'Administration',
    toAccount: 'Mon compte',
    link: 'Administration',
    policyPage: {
      lead: 'Ce que ce service demande, et à qui. Une modification vaut partout en dix secondes.',
      version: (version, date, by) => `Version ${version} du ${date}, par ${by}`,
      noVersion: 'Personne ne les a encore modifiées\u00a0: les réglages de ce déploiement valent.',
      readOnly: 'Votre rôle permet de les lire, pas de les modifier.',
      review: 'Revoir les modifications',
      discard: 'Abandonner',
      changes: (count) =>
        `${count} ${plural(count, 'modification non enregistrée', 'modifications non enregistrées')}`,
      noChanges: 'Rien n’a été modifié.',
      reviewTitle: 'Enregistrer ces modifications\u202f?',
      reviewLead: 'Elles valent pour tout le monde en dix secondes.',
      reasonHint: 'Conservé dans le journal d’audit.',
      save: 'Enregistrer',
      saved: 'Les règles ont été enregistrées.',
      before: 'Avant',
      after: 'Après',
      nothing: 'aucun',
      everyone: 'Tout le monde',
      group: 'Groupe',
      remove: 'Retirer',
      twoStep: {
        title: 'Vérification en deux étapes',
        lead: 'La règle d’un groupe remplace celle de tous. Qui est dans plusieurs groupes a la plus stricte.',
        rule: 'Règle',
        rules: {
          required: 'Obligatoire',
          optional: 'Facultative',
          off: 'Désactivée',
        },
        ruleHints: {
          required: 'Qui n’a pas de deuxième étape ne peut rien faire d’autre que la configurer.',
          optional: 'Chacun décide pour soi.',
          off: 'Personne ne la configure plus. Qui l’a la garde, et elle est demandée.',
        },
        start: 'À partir de quand',
        starts: {
          now: 'Tout de suite',
          due: 'À partir d’une date',
          skips: 'Après quelques connexions sans elle',
        },
        due: 'Date',
        skips: 'Connexions sans elle',
        addGroup: 'Ajouter une règle pour un groupe',
        chooseGroup: 'Choisissez un groupe',
        noGroups: 'Il n’y a pas encore de groupe. <link>Créez-en un</link>',
        says: {
          now: 'obligatoire',
          due: (date) => `obligatoire à partir du ${date}`,
          skips: (count) =>
            `obligatoire après ${count} ${plural(count, 'connexion', 'connexions')} sans elle`,
          optional: 'facultative',
          off: 'désactivée',
        },
      },
      methods: {
        title: 'Méthodes',
        lead: 'Ce qui peut être la deuxième étape d’une connexion. La première est proposée d’abord.',
        legend: 'Autorisées comme deuxième étape, dans cet ordre',
        up: (name) => `Monter ${name}`,
        down: (name) => `Descendre ${name}`,
        gone: 'Qui n’a que des méthodes non autorisées se connecte encore une fois avec elles, pour en configurer une autorisée.',
        recovery: 'Peuvent aider qui a perdu toutes ses deuxièmes étapes',
        digits: 'Numéro à saisir pour une demande push',
        digitsHint:
          'Saisi sur l’appareil interrogé. Seuls six chiffres valent deux facteurs\u202f; moins ne laissent qu’un essai.',
        digitsOf: (count) => `${count} chiffres`,
        bounded: 'Les réglages de ce déploiement n’autorisent rien de plus que ce qui est listé ici.',
      },
      sessions: {
        title: 'Sessions et appareils',
        reauthentication: 'Une modification demande une preuve de moins de',
        idle: 'Une session inutilisée se termine après',
        absolute: 'Et dans tous les cas après',
        remember: 'Un navigateur peut sauter la deuxième étape pendant',
        never: 'Jamais',
      },
      lockout: {
        title: 'Essais erronés',
        lead: 'Des mots de passe, applications et codes de récupération. Les codes envoyés sont bloqués après trois.',
        tries: 'Blocage après',
        triesOf: (count) => `${count} essais erronés de suite`,
        lock: 'Le premier blocage dure au moins',
        lockHint: 'Chaque suivant dure plus longtemps.',
      },
      resets: {
        title: 'Réinitialisations par les administrateurs',
        label: 'Une réinitialisation ou un laissez-passer',
        modes: {
          direct: 'a lieu tout de suite',
          'second-admin': 'demande un deuxième administrateur',
          delay: 'attend, pour que son titulaire puisse l’arrêter',
        },
        hint: 'Toutes les adresses du compte sont prévenues dans tous les cas.',
        ownersOnly: 'Seul un propriétaire peut changer cela.',
      },
      passkeys: {
        title: 'Clés d’accès et clés de sécurité',
        verification: 'L’appareil doit vérifier qui l’utilise, par code, doigt ou visage',
        deviceBound: 'Elle ne doit pas être copiée d’un appareil à l’autre',
        attestation: 'Elle doit prouver son modèle',
        allow: 'Seulement ces modèles',
        allowHint: 'Des AAGUID, un par ligne. Vide\u00a0: tous. Demande la preuve ci-dessus.',
        deny: 'Pas ces modèles',
        denyHint: 'Des AAGUID, un par ligne.',
      },
      conditions: {
        title: 'Conditions',
        lead: 'Ce qui est demandé en plus selon l’endroit. Un endroit que la plateforme ne donne pas compte comme «\u202failleurs\u202f».',
        add: 'Ajouter une condition',
        name: 'Nom',
        where: 'Quand quelqu’un se connecte',
        wheres: { inside: 'depuis un de ces endroits', outside: 'depuis ailleurs que ces endroits' },
        networks: 'Réseaux',
        networksHint: 'Par exemple 192.0.2.0/24 ou 2001:db8::/32, un par ligne.',
        countries: 'Pays',
        countriesHint: 'Des codes de deux lettres, par exemple FR BE CH.',
        groups: 'Seulement les personnes de',
        effect: 'Alors',
        effects: {
          refuse: 'refuser la connexion',
          require: 'exiger une deuxième étape',
          ask: 'demander la deuxième étape à chaque fois',
        },
        newName: 'Nouvelle condition',
      },
      whatIf: {
        title: 'Et si…',
        lead: 'Ce que donnerait une connexion avec ce qui est écrit plus haut, enregistré ou non.',
        ip: 'Adresse IP',
        country: 'Pays',
        optional: 'Laissez vide si inconnu.',
        ask: 'Essayer',
        outcomes: {
          refused: 'La connexion est refusée.',
          'second-factor': 'Après le mot de passe, la deuxième étape est demandée.',
          enrollment: 'Après le mot de passe, seule la configuration d’une deuxième étape s’ouvre.',
          full: 'Le mot de passe suffit.',
        },
        methods: (list) => `Elle peut être\u00a0: ${list}.`,
        because: 'Pourquoi',
        reasons: {
          'refused-here': (by) => `La condition «\u202f${by}\u202f» la refuse à cet endroit.`,
          'has-second-step': () => 'La personne a configuré une deuxième étape.',
          'asked-every-time-here': (by) =>
            `La condition «\u202f${by}\u202f» la demande à chaque fois, même sur un appareil mémorisé.`,
          'may-be-remembered': () => 'Un appareil mémorisé peut la sauter.',
          'method-not-allowed': () =>
            'Aucune de ses méthodes n’est encore autorisée\u00a0: après elle, il faudra en configurer une qui l’est.',
          required: () =>
            'La vérification en deux étapes est obligatoire pour elle, et n’est pas configurée.',
          'required-here': (by) => `La condition «\u202f${by}\u202f» exige une deuxième étape à cet endroit.`,
          'required-later': (date) =>
            `La vérification en deux étapes sera obligatoire pour elle à partir du ${date}.`,
          'skips-left': (left) => `Connexions encore possibles sans deuxième étape\u00a0: ${left}.`,
          optional: () => 'La vérification en deux étapes est facultative pour elle.',
          off: () => 'La vérification en deux étapes est désactivée pour elle.',
        },
        byGroup: (name) => `C’est la règle du groupe «\u202f${name}\u202f».`,
      },
      history: {
        title: 'Versions précédentes',
        none: 'Il n’y en a pas.',
      },
    },
    groupsPage: {
      lead: 'Des ensembles nommés de personnes, dont les règles peuvent parler.',
      none: 'Il n’y a pas encore de groupe.',
      members: (count) => `${count} ${plural(count, 'personne', 'personnes')}`,
      make: 'Créer un groupe',
      makeAction: 'Créer le groupe',
      made: 'Le groupe a été créé.',
      name: 'Nom',
      rename: 'Renommer',
      renameOf: (name) => `Renommer «\u202f${name}\u202f»`,
      renamed: 'Le groupe a été renommé.',
      delete: 'Supprimer',
      deleteOf: (name) => `Supprimer «\u202f${name}\u202f»\u202f?`,
      deleteText: 'Ses membres gardent leurs comptes. Il ne peut pas être rétabli.',
      deleted: 'Le groupe a été supprimé.',
      people: 'Ses membres',
      nobody: 'Personne n’y est encore.',
      since: (date) => `depuis le ${date}`,
      add: 'Ajouter quelqu’un',
      addAction: 'Ajouter',
      added: 'La personne a été ajoutée.',
      take: 'Retirer',
      takeOf: (email, name) => `Retirer ${email} de «\u202f${name}\u202f»\u202f?`,
      takeText: 'Dès son prochain clic, les règles du groupe ne valent plus pour cette personne.',
      taken: 'La personne a été retirée.',
      more: 'En afficher plus',
    },
    nav: {
      overview: 'Vue d’ensemble',
      people: 'Personnes',
      import: 'Importation',
      requests: 'Demandes d’aide',
      policy: 'Règles',
      groups: 'Groupes',
      roles: 'Rôles',
      audit: 'Journal d’audit',
    },
    roles,
    notPermitted: {
      title: 'Cette page est réservée aux administrateurs',
      text: 'Votre compte n’a pas de rôle qui y donne accès. S’il devait en avoir un, demandez à un propriétaire de ce service.',
    },
    twoStep: {
      title: 'Configurez d’abord la vérification en deux étapes',
      text: 'Les administrateurs se connectent en deux étapes.',
    },
    passkey: {
      title: 'Connectez-vous avec votre clé d’accès',
      text: 'Votre compte a une clé d’accès ou une clé de sécurité : l’administration ne s’ouvre qu’à une session qui l’a utilisée.',
      action: 'Utiliser ma clé d’accès',
    },
    reason: {
      label: 'Motif',
      hint: 'Conservé dans le journal d’audit et communiqué à la personne.',
    },
    overviewPage: {
      lead: 'Comment on se connecte ici, et ce qui vous attend.',
      period: 'Période',
      days: (days: string) => `${days}\u00a0jours`,
      attention: 'En ce moment',
      covered: 'Vérification en deux étapes',
      ofPeople: (covered: string, all: string) => `${covered} personnes sur ${all}`,
      locked: 'Comptes verrouillés',
      lockedText: 'Pas de connexion avant la fin du verrou',
      requests: 'En attente d’aide',
      requestsText: 'Ont perdu tous leurs moyens d’accès',
      undelivered: 'Messages non remis',
      undeliveredText: (sent: string) => `en 7\u00a0jours\u202f; ${sent} codes envoyés`,
      coverage: 'La vérification en deux étapes dans le temps',
      coverageLead: 'Les personnes selon leur deuxième étape la plus forte, à la fin de chaque jour (UTC).',
      signIns: 'Connexions et échecs',
      signInsLead: 'Connexions abouties, et mots de passe, codes et clés refusés, par jour (UTC).',
      byType: 'Connexions et échecs par type',
      type: 'Nature',
      method: 'Méthode',
      count: 'Nombre',
      day: 'Jour',
      download: 'Télécharger en CSV',
      table: 'Sous forme de tableau',
      none: 'Rien n’a été compté pendant ce temps.',
      succeeded: 'Connexions',
      failed: 'Échecs',
      chart: (title: string, first: string, last: string, values: string) =>
        `${title}, du ${first} au ${last}. Le dernier jour\u00a0: ${values}.`,
      secondSteps: {
        none: 'Sans deuxième étape',
        passkey: 'Clé d’accès',
        push: 'Approbation sur le téléphone',
        totp: 'Application d’authentification',
      },
      types: {
        'sign-in.succeeded': 'Connexion',
        'recovery-code.used': 'Entrée par un code de récupération',
        'sign-in.failed': 'Mot de passe refusé',
        'challenge.failed': 'Deuxième étape refusée',
        'factor.locked': 'Suspendu après des essais refusés',
        'factor.disabled': 'Désactivé après des essais refusés',
        'passkey.counter-regressed': 'Clé d’accès peut-être copiée',
        'account.locked': 'Compte verrouillé par son titulaire',
        'code.sent': 'Code envoyé',
        'message.undelivered': 'Message non remis',
      },
    },
    peoplePage: {
      lead: 'Tous ceux qui ont un compte ici.',
      search: 'Rechercher',
      searchHint: 'Début d’une adresse e-mail, d’un nom ou d’un identifiant',
      filters: 'Filtres',
      secondStep: 'Deuxième étape',
      any: 'Toutes',
      weak: 'Celles qu’on peut hameçonner',
      role: 'Rôle',
      anyRole: 'Tous',
      locked: 'Verrouillé',
      codesLow: 'Peu de codes de récupération',
      inactive: 'Inactif depuis 90\u00a0jours',
      clear: 'Tout effacer',
      list: 'Personnes',
      nobody: 'Personne ne correspond.',
      nobodyYet: 'Personne ne correspond jusqu’ici.',
      shown: (count: string) => `${count} affichées`,
      more: 'En charger davantage',
      lastSignIn: 'Dernière connexion <when/>',
      never: 'Jamais connecté',
      noStep: 'Sans deuxième étape',
      codesLeft: (left: number) => `${left}\u00a0${plural(left, 'code restant', 'codes restants')}`,
      lockedUntil: (time: string) => `Verrouillé jusqu’à ${time}`,
      lockedByOwner: 'Verrouillé par son titulaire',
    },
    personPage: {
      account: 'Compte',
      id: 'Identifiant',
      copyId: 'Copier l’identifiant',
      since: 'Compte créé le',
      lastSignIn: 'Dernière connexion',
      lock: 'Verrou',
      lockText: (until: string) =>
        `Essais refusés\u00a0: une partie n’accepte plus de réponse jusqu’au ${until}`,
      ownerLockText:
        'Verrouillé par son titulaire\u00a0: pas de connexion avant un nouveau mot de passe, par e-mail',
      signIn: 'Comment cette personne se connecte',
      recovery: 'Comment elle récupère son compte',
      noRecovery: 'Aucun moyen de récupération',
      codes: 'Codes de récupération',
      noCodes: 'Aucun\u00a0: ils viennent avec la vérification en deux étapes',
      codesLeft: (left: number) => `${left}\u00a0${plural(left, 'code restant', 'codes restants')}`,
      lockedUntil: (time: string) => `Verrouillé jusqu’à ${time}`,
      sessions: 'Où elle est connectée',
      noSessions: 'Nulle part en ce moment.',
      devices: 'Appareils mémorisés',
      noDevices: 'Aucun\u00a0: la deuxième étape est demandée partout.',
      activity: 'Activité',
      noGroups: 'Dans aucun groupe',
      addToGroup: 'Ajouter à un groupe',
      addToGroupOf: (email: string) => `Ajouter ${email} à un groupe`,
      addToGroupText: 'Dès son prochain clic, les règles du groupe valent pour cette personne.',
      group: 'Groupe',
      actor: (email: string, role: string) => `Par ${email} (${role})`,
      gone: 'un compte disparu',
    },
    importPage: {
      lead: 'Faites venir des personnes d’un autre système, avec leurs mots de passe et leurs applications d’authentification.',
      newImport: 'Nouvelle importation',
      newLead:
        'Le fichier est d’abord vérifié. Aucun compte n’est créé avant que vous ayez vu ce que deviendrait chaque ligne.',
      file: 'Fichier',
      fileHint:
        'CSV avec les noms des colonnes en première ligne, ou JSON Lines\u202f; UTF-8, au plus 100 Mio.',
      upload: 'Envoyer et vérifier',
      uploading: (name) => `Envoi de ${name}`,
      fields: 'Ce qu’un fichier peut dire d’une personne',
      fieldsLead: 'Seule l’adresse est nécessaire. Les autres colonnes sont ignorées.',
      fieldWords: {
        email: 'L’adresse de connexion. Si elle a déjà un compte, elle est signalée et laissée telle quelle.',
        name: 'Son nom.',
        passwordHash:
          'bcrypt, scrypt, Argon2 ou PBKDF2. Comparé à la première connexion, puis haché à notre façon. Sans cela, la personne choisit un mot de passe par e-mail.',
        totp: 'L’adresse otpauth:// de son application d’authentification. Elle continue de fonctionner.',
        emailVerified:
          'true ou false\u202f; vide vaut true. Une adresse qui n’a pas été vérifiée n’apporte ni son mot de passe ni son application.',
      },
      fieldNames: {
        email: 'Adresse e-mail',
        name: 'Nom',
        passwordHash: 'Empreinte du mot de passe',
        totp: 'Application d’authentification',
        emailVerified: 'Adresse vérifiée',
      },
      history: 'Importations précédentes',
      noImports: 'Il n’y en a pas encore.',
      more: 'Afficher les plus anciennes',
      counts: ({ ready, problems, made }) =>
        [
          `${made} ${made > 1 ? 'créés' : 'créé'}`,
          ready && `${ready} ${ready > 1 ? 'prêts' : 'prêt'}`,
          problems && `${problems} ${problems > 1 ? 'écartés' : 'écarté'}`,
        ]
          .filter(Boolean)
          .join(' · '),
      states: {
        uploading: 'Envoi',
        checking: 'Vérification',
        checked: 'Vous attend',
        running: 'En cours',
        done: 'Terminée',
        cancelled: 'Arrêtée',
        failed: 'Illisible',
        expired: 'Expirée',
      },
      stateWords: {
        uploading: 'Le fichier n’est pas arrivé en entier. Il est gardé un jour.',
        checking: 'Chaque ligne est examinée. Vous pouvez quitter cette page.',
        checked:
          'Aucun compte n’a encore été créé. Parcourez le rapport, puis lancez l’importation, dans la journée.',
        running:
          'Les comptes sont en train d’être créés. Vous pouvez quitter cette page\u202f; cela continue, même après une panne.',
        done: 'Tous les comptes qui pouvaient être créés l’ont été.',
        cancelled: 'Ce qui a été créé jusque-là reste. Le fichier a été détruit.',
        failed: 'Corrigez le fichier et envoyez-le de nouveau.',
        expired: 'Personne n’y a donné suite en un jour. Le fichier a été détruit.',
      },
      fileProblems: {
        'file-empty': 'Le fichier n’a pas de lignes.',
        'file-not-utf-8':
          'Le fichier n’est pas du texte en UTF-8. Dans un tableur, enregistrez-le en «\u202fCSV UTF-8\u202f».',
        'file-without-email': 'Aucune colonne ne s’appelle «\u202femail\u202f».',
      },
      uploadedBy: (email, when) => `Envoyé par ${email}, ${when}`,
      stateTitle: 'Avancement',
      arrived: 'Arrivé',
      sameFile: 'Le même fichier, pour continuer',
      goOn: 'Continuer',
      checking: 'Vérifié',
      made: (made, all) => `${made} ${made > 1 ? 'comptes créés' : 'compte créé'} sur ${all}`,
      numbers: { ready: 'Prêts', problems: 'Écartés', made: 'Créés' },
      start: (count) => (count > 1 ? `Créer ${count} comptes` : 'Créer un compte'),
      startTitle: (count) => (count > 1 ? `Créer ${count} comptes\u202f?` : 'Créer un compte\u202f?'),
      startText:
        'Les comptes qui existent déjà restent tels quels. On peut arrêter, mais pas revenir en arrière.',
      invite: 'Envoyer une invitation à chaque personne',
      cancel: 'Arrêter cette importation',
      cancelTitle: 'Arrêter cette importation\u202f?',
      cancelText: (made) =>
        made === 0
          ? 'Aucun compte n’a été créé. Le fichier est détruit.'
          : made > 1
            ? `Les ${made} comptes créés restent. Le fichier est détruit.`
            : 'Le compte créé reste. Le fichier est détruit.',
      columns: 'Ce qui a été lu',
      columnsToRead: 'Ce qu’est chaque colonne',
      columnsLead: 'Comment chaque colonne du fichier est lue.',
      column: 'Colonne du fichier',
      readAs: 'Lue comme',
      noHeader: 'sans nom',
      notImported: 'Non importée',
      report: 'Rapport',
      reportLead:
        'Les lignes qui demandent votre attention. Le téléchargement contient toutes les lignes. Il est gardé 30 jours.',
      nothingToTell: 'Il n’y a rien à signaler\u00a0: chaque ligne est comme il faut.',
      line: 'Ligne',
      address: 'Adresse',
      what: 'Constat',
      moreLines: 'Afficher plus de lignes',
      download: 'Télécharger le rapport',
      reportFile: (name) => `rapport de ${name}.csv`,
      outcomes: { ready: 'Sera créé', problem: 'Écarté', made: 'Créé' },
      lineProblems: {
        'line-too-long': 'Écarté\u00a0: la ligne dépasse 16 Kio, ou un guillemet n’y est pas fermé',
        'line-not-utf-8': 'Écarté\u00a0: la ligne n’est pas du texte en UTF-8',
        'line-not-json': 'Écarté\u00a0: la ligne n’est pas un objet JSON',
        'line-too-many-cells': 'Écarté\u00a0: la ligne a plus de cellules que la première n’a de colonnes',
        'email-missing': 'Écarté\u00a0: il n’y a pas d’adresse',
        'email-malformed': 'Écarté\u00a0: ce n’est pas une adresse e-mail',
        'email-twice': (other) => `Écarté\u00a0: la ligne ${other} a déjà cette adresse`,
        'email-taken': 'Écarté\u00a0: cette adresse a un compte',
        'name-malformed': 'Écarté\u00a0: un nom tient sur une ligne de 64 caractères au plus',
        'hash-unknown': 'Écarté\u00a0: ce n’est pas une empreinte que nous sachions vérifier',
        'hash-malformed': 'Écarté\u00a0: l’empreinte du mot de passe est abîmée ou coupée',
        'hash-too-costly': 'Écarté\u00a0: vérifier cette empreinte prendrait trop de temps ou de mémoire',
        'totp-malformed': 'Écarté\u00a0: ce n’est pas une adresse otpauth://totp avec un secret en Base32',
        'totp-too-short':
          'Écarté\u00a0: le secret d’une application d’authentification doit avoir au moins 128 bits',
        'totp-unsupported':
          'Écarté\u00a0: les codes doivent avoir 6 chiffres et changer au moins toutes les 30 secondes',
        'verified-malformed': 'Écarté\u00a0: indiquez true ou false pour dire si l’adresse a été vérifiée',
        'not-made':
          'Écarté\u00a0: le compte n’a pas pu être créé après plusieurs essais\u202f; importez cette ligne de nouveau',
      },
      lineNotes: {
        'address-not-verified':
          'L’adresse n’a pas été vérifiée\u00a0: la personne choisit d’abord un mot de passe par e-mail, sans mot de passe ni application d’avant',
        'no-password': 'Pas de mot de passe\u00a0: la personne en choisit d’abord un par e-mail',
      },
    },
    exportPerson: {
      title: 'Ce qui est conservé de cette personne',
      lead: 'Pour quelqu’un qui demande ce que vous avez sur lui. Le fichier ne contient ni mot de passe, ni secret, ni code\u202f; la personne en est avertie.',
      action: 'Exporter en JSON',
      dialogTitle: (email) => `Exporter tout ce qui est conservé de ${email}\u202f?`,
      dialogText:
        'Un fichier avec les adresses, les méthodes, les appareils, les sessions et toute l’activité. Chaque adresse du compte en est avertie.',
      done: 'L’exportation a été téléchargée.',
    },
    rolesPage: {
      lead: 'Qui administre ce service. Ce que chaque rôle permet est écrit plus bas.',
      holders: 'Personnes ayant un rôle',
      you: 'vous',
      since: (date: string) => `depuis le ${date}`,
      grantedBy: (email: string) => `par ${email}`,
      first: 'par le lien du premier propriétaire',
      change: 'Modifier',
      changeOf: (email: string) => `Modifier le rôle de ${email}`,
      withdraw: 'Retirer',
      withdrawOf: (email: string) => `Retirer le rôle de ${email} ?`,
      changeText: 'Cela vaut dès son prochain clic.',
      yes: 'Oui',
      no: 'Non',
      withdrawText: 'L’administration lui est fermée aussitôt. Son compte reste tel quel.',
      grant: 'Donner un rôle à quelqu’un',
      grantLead:
        'Il lui faut un compte ici, et la validation en deux étapes avant que l’administration s’ouvre.',
      role: 'Rôle',
      give: 'Donner le rôle',
      given: 'Le rôle a été donné.',
      changed: 'Le rôle a été modifié.',
      withdrawn: 'Le rôle a été retiré.',
      what: 'Ce que chaque rôle permet',
      permission: 'Permission',
    },
    acts: {
      title: 'Aide et réinitialisation',
      lead: 'Chaque acte demande un motif. La personne en est prévenue à toutes les adresses du compte, avec votre motif.',
      makeSure:
        'Assurez-vous de votre interlocuteur, d’une façon que quelqu’un qui ne connaît que le mot de passe ne peut pas tromper.',
      ask: 'Le demander',
      waits: {
        'second-admin':
          'Rien ne se passe avant l’accord d’un autre administrateur. La personne est prévenue maintenant, et peut tout arrêter.',
        delay:
          'Rien ne se passe avant un délai, pour que la personne, prévenue maintenant, puisse tout arrêter.',
      },
      outcomes: {
        done: 'C’est fait.',
        nothing: 'Il n’y avait rien à faire.',
        waiting: 'C’est demandé. La demande attend, et la personne est prévenue.',
      },
      acts: {
        'issue-pass': {
          title: 'Passe d’accès temporaire',
          of: (email) => `Émettre un passe d’accès temporaire pour ${email}`,
          text: 'Avec son mot de passe, il permet de configurer une nouvelle deuxième étape, et rien d’autre. Ce qui est perdu est alors supprimé. Un passe antérieur prend fin.',
          action: 'Émettre un passe',
          hours: 'Durée, en heures',
          uses: 'Nombre d’utilisations',
          done: 'Le passe a été émis.',
        },
        unlock: {
          title: 'Mettre fin à l’attente après des essais erronés',
          of: (email) => `Débloquer ${email}\u00a0?`,
          text: 'Un nouvel essai est possible tout de suite. Le compte des essais erronés reste, et une méthode désactivée le reste. Un compte verrouillé par son propriétaire ne s’ouvre qu’avec un nouveau mot de passe.',
          action: 'Débloquer',
          done: 'Un nouvel essai est possible.',
        },
        'end-sessions': {
          title: 'Déconnecter partout',
          of: (email) => `Déconnecter ${email} partout\u00a0?`,
          text: 'Toutes les sessions se ferment aussitôt, et aucun navigateur n’est plus reconnu.',
          action: 'Déconnecter',
          done: 'La déconnexion est faite partout.',
        },
        'void-recovery-codes': {
          title: 'Annuler les codes de récupération',
          of: (email) => `Annuler les codes de récupération de ${email}\u00a0?`,
          text: 'Aucun ne fonctionne plus. La personne en crée de nouveaux une fois connectée.',
          action: 'Annuler les codes',
          done: 'Les codes de récupération sont annulés.',
        },
        'remove-factor': {
          title: 'Supprimer une méthode de connexion',
          of: (email) => `Supprimer une méthode de connexion de ${email}`,
          text: 'Pour une méthode perdue ou volée. Ce qui était connecté avec elle se ferme. La dernière deuxième étape ne peut pas être supprimée seule.',
          which: 'Méthode',
          action: 'Supprimer',
          done: 'La méthode est supprimée.',
        },
        'require-enrollment': {
          title: 'Exiger une nouvelle deuxième étape',
          of: (email) => `Exiger une nouvelle deuxième étape de ${email}\u00a0?`,
          text: 'La personne est déconnectée. Elle se connecte comme toujours, puis configure une nouvelle deuxième étape avant toute autre chose. Celle-ci remplace les anciennes.',
          action: 'Exiger',
          done: 'Une nouvelle deuxième étape sera configurée à la prochaine connexion.',
        },
        reset: {
          title: 'Réinitialiser toutes les deuxièmes étapes',
          of: (email) => `Réinitialiser la connexion de ${email}\u00a0?`,
          text: 'Toutes les deuxièmes étapes et tous les codes de récupération sont supprimés, toutes les sessions se ferment, aucun navigateur n’est plus reconnu. Le mot de passe seul n’ouvre rien\u00a0: il faudra aussi un passe d’accès temporaire de votre part.',
          action: 'Réinitialiser',
          done: 'La connexion est réinitialisée. Émettez un passe quand il en faudra un.',
        },
      },
      pass: {
        title: (email) => `Le passe pour ${email}`,
        once: 'Il n’est affiché que maintenant, et nulle part ailleurs.',
        works: (from, until, uses) =>
          `Il fonctionne ${uses === 1 ? 'une fois' : `${uses} fois`}, du ${from} au ${until}.`,
        how: 'La personne se connecte avec son adresse e-mail et son mot de passe, puis choisit «\u202fUtiliser un passe d’accès temporaire\u202f».',
        copy: 'Copier',
        handedOver: 'Je l’ai transmis',
      },
    },
    requestsPage: {
      lead: 'Les personnes à qui il ne reste rien pour se connecter, les plus anciennes d’abord.',
      open: 'En attente d’une réponse',
      none: 'Personne n’attend de réponse.',
      beware:
        'La demande vient peut-être de quelqu’un d’autre. Joignez la personne d’une façon que vous connaissiez déjà, comme un numéro de votre propre annuaire, et jamais par ce qui est écrit ici.',
      proven: 'Ce qui est prouvé\u00a0:',
      nothing: 'Rien de prouvé',
      proofs: {
        password: 'Mot de passe',
        totp: 'Application d’authentification',
        push: 'Countersign Push',
        passkey: 'Clé d’accès',
        'passkey-verified': 'Clé d’accès',
        'push-verified': 'Countersign Push',
        sms: 'SMS',
        email: 'E-mail',
        'recovery-code': 'Code de récupération',
        'password-reset': 'Mot de passe, réinitialisé par e-mail',
        'recovery-method': 'Une méthode de récupération',
      },
      noWords: 'Rien n’a été écrit.',
      answer: 'Répondre',
      refuse: 'Refuser',
      close: {
        answered: {
          title: (email) => `Répondre à ${email}`,
          text: 'Ce que vous écrivez comme motif est envoyé à toutes les adresses du compte, et la demande est close.',
          action: 'Envoyer la réponse',
          done: 'La réponse est envoyée.',
        },
        refused: {
          title: (email) => `Refuser la demande de ${email}\u00a0?`,
          text: 'Le motif est envoyé à toutes les adresses du compte, et la demande est close. Le compte reste tel quel.',
          action: 'Refuser',
          done: 'La demande est refusée.',
        },
      },
      pending: 'En attente d’exécution',
      pendingLead:
        'Les réinitialisations et les passes qui demandent l’accord d’un autre administrateur, ou qui attendent leur heure.',
      what: {
        reset: (email) => `Réinitialiser ${email}`,
        'issue-pass': (email) => `Passe pour ${email}`,
      },
      you: 'vous',
      askedBy: (who, role) => `Demandé par ${who} (${role})`,
      until: (at) => `Ouvert jusqu’au ${at}.`,
      happens: (at) => `Aura lieu le ${at}, sauf arrêt.`,
      approved: 'Accordé. La personne qui l’a demandé peut prendre le passe.',
      showPass: 'Afficher le passe',
      decide: {
        approve: {
          title: (what) => `Donner votre accord\u00a0? ${what}`,
          text: 'Une réinitialisation a lieu aussitôt. Un passe est ensuite montré à qui l’a demandé. Vos deux noms sont conservés.',
          action: 'Donner mon accord',
          done: 'Votre accord est donné.',
        },
        refuse: {
          title: (what) => `Arrêter\u00a0? ${what}`,
          text: 'Cela n’aura pas lieu. La personne est prévenue.',
          action: 'Arrêter',
          done: 'C’est arrêté.',
        },
        withdraw: {
          title: (what) => `Retirer votre demande\u00a0? ${what}`,
          text: 'Cela n’aura pas lieu. La personne est prévenue.',
          action: 'Retirer la demande',
          done: 'La demande est retirée.',
        },
      },
    },
    auditPage: {
      lead: 'Tout ce qui est arrivé à la connexion de chacun, et tout ce que les administrateurs ont fait. Rien ne peut y être modifié.',
      filter: 'Filtrer',
      filters: 'Filtres',
      names: {
        person: 'Personne',
        actor: 'Administrateur',
        type: 'Événement',
        method: 'Méthode',
        ip: 'Adresse IP',
        from: 'Du',
        to: 'Au',
      },
      personHint: 'Une adresse e-mail ou un identifiant',
      any: 'Tous',
      show: 'Afficher',
      remove: 'Retirer ce filtre',
      clear: 'Tout retirer',
      follow: 'Suivre en direct',
      following: 'Ce qui arrive maintenant apparaît en haut, sans rien faire.',
      followingEnded: 'Le suivi s’est arrêté. Activez-le de nouveau pour continuer.',
      exportAs: { csv: 'Exporter en CSV', jsonl: 'Exporter en JSON Lines' },
      exported: 'L’export est dans vos téléchargements. Il est aussi dans le journal.',
      nothing: 'Rien de tel n’est arrivé.',
      nothingYet: 'Rien de tel jusqu’ici.',
      more: 'Afficher la suite',
      all: 'C’est tout.',
      service: 'Le service',
      by: (email) => `par ${email}`,
      because: (reason) => `\u00a0: ${reason}`,
      onlyPerson: 'Cette personne seulement',
      onlyIp: 'Cette adresse seulement',
      onlyType: 'Ces événements seulement',
      placeInLog: (number, seq) => `${number}\u202f; ${seq} dans sa chaîne`,
      facts: {
        when: 'Quand',
        type: 'Type d’événement',
        person: 'Compte',
        about: 'À propos de',
        actor: 'Administrateur',
        reason: 'Raison',
        ip: 'Depuis',
        browser: 'Navigateur',
        session: 'Session concernée',
        request: 'Requête',
        place: 'Place dans le journal',
        hash: 'Empreinte',
      },
      events: {
        roleGiven: (role) => `Rôle attribué\u00a0: ${role}`,
        roleTaken: 'Rôle retiré',
        role: 'Rôle modifié (côté service)',
        ownRole: 'Rôle modifié (côté personne)',
        confirmed: 'Identité confirmée',
        confirmedBy: (method) => `Identité confirmée\u00a0: ${method}`,
        exported: (format) => `Journal d’audit exporté en ${format}`,
      },
      theirs: {
        'message.undelivered': 'Un message n’a pas pu être remis',
        'push.requested': 'Le téléphone a été sollicité',
        'push.approved': 'Approuvé sur le téléphone',
        'push.denied': 'Refusé sur le téléphone',
        'push.reported': 'Signalé sur le téléphone\u00a0: c’était quelqu’un d’autre',
        'push.verification-on': 'Le téléphone vérifie la personne à chaque approbation',
        'push.verification-off': 'Le téléphone ne vérifie plus la personne',
      },
      state: {
        events: 'Événements',
        signed: 'Signature',
        signedAt: (count, when) => `Les ${count} premiers, le ${when}`,
        notSigned: 'Pas encore',
        webhook: 'Point d’appel (webhook)',
        bucket: 'Espace de stockage (R2)',
        none: 'Non configuré',
        waiting: (count) => `En attente\u00a0: ${count}`,
        upTo: (when) => `À jour, ${when}`,
        wasChanged:
          'Le journal n’est plus celui qui a été signé\u00a0: quelqu’un l’a modifié dans la base de données. Vérifiez un export antérieur avec countersign-verify, et cherchez qui le pouvait.',
        failing: (failure) => `Le webhook n’accepte pas ce qui lui est envoyé\u00a0: ${failure}.`,
        retry: (when) => `Prochain essai\u00a0: ${when}.`,
      },
    },
    permissions: {
      'overview.read': 'Voir la vue d’ensemble',
      'people.read': 'Rechercher des personnes',
      'people.reset': 'Réinitialiser les méthodes, codes et sessions des personnes',
      'people.import': 'Importer des personnes',
      'people.export': 'Exporter ce qui est conservé d’une personne',
      'help.read': 'Voir qui demande de l’aide',
      'help.answer': 'Répondre à qui demande de l’aide',
      'policy.read': 'Voir les règles',
      'policy.change': 'Modifier les règles',
      'audit.read': 'Lire le journal d’audit',
      'audit.export': 'Exporter le journal d’audit',
      'roles.read': 'Voir qui a un rôle',
      'roles.change': 'Donner et retirer des rôles',
    },
    claim: {
      title: 'Devenir propriétaire',
      text: 'Ce lien fait de votre compte le premier propriétaire de ce service : il peut tout faire, et donne leurs rôles aux autres. Il ne fonctionne qu’une fois.',
      action: 'Devenir propriétaire',
      account: 'Vous utilisez le compte',
      missing: 'Cette adresse ne contient pas de jeton. Ouvrez le lien entier que la commande a affiché.',
    },
  },
};

export const notifications: Texts<typeof en.notifications> = {
  device,
  title: (service) => `Connexion à ${service}\u202f?`,
  body: (from) => `${from}. Ouvrez pour répondre.`,
  open: 'Ouvrez pour voir la demande.',
};

export const mail: Texts<typeof en.mail> = {
  code: {
    subject: (code, service) => `${code} est votre code ${service}`,
    yourCode: (code) => `Votre code\u00a0: ${code}`,
    purpose: {
      'sign-up': (service) => `Saisissez-le pour confirmer votre adresse et ouvrir votre compte ${service}.`,
      'sign-in': () => 'Saisissez-le pour terminer la connexion.',
      recovery: () => 'Saisissez-le pour retrouver l’accès à votre compte.',
      reauthentication: () => 'Saisissez-le pour confirmer que c’est bien vous.',
      enrollment: () => 'Saisissez-le pour que cette adresse serve à récupérer votre compte.',
      'password-reset': () => 'Saisissez-le pour choisir un nouveau mot de passe.',
    },
    worksOnce: (minutes) => `Il ne sert qu’une fois, pendant ${minutes}\u00a0minutes.`,
    neverAsks: (service) =>
      `${service} ne demande jamais ce code par téléphone ni par e-mail. Ne le communiquez à personne.`,
    ignore: 'Si vous ne l’avez pas demandé, vous n’avez rien à faire.',
  },

  sms: {
    code: (code, service) => `${service} : ${code} est votre code. Ne le donnez à personne.`,
    numbersChanged: (service, link) =>
      `${service} : les téléphones de récupération de votre compte ont changé. Si ce n'est pas vous : ${link}`,
    recovery: (service, link) =>
      `${service} : quelqu'un récupère votre compte. Si ce n'est pas vous, arrêtez-le : ${link}`,
  },

  accountExists: {
    subject: (service) => `Vous avez déjà un compte ${service}`,
    text: (service) =>
      `Quelqu’un, sans doute vous, a voulu créer un compte ${service} avec cette adresse. Elle en a déjà un.`,
    signIn: 'Se connecter\u00a0:',
    forgot: 'Mot de passe oublié\u00a0:',
    ignore: 'Si ce n’était pas vous, vous n’avez rien à faire\u00a0: rien n’a été modifié.',
  },

  notice: {
    when: 'Quand\u00a0:',
    device: 'Appareil\u00a0:',
    where: 'Où\u00a0:',
    notKnown: 'inconnu',
    whatToDo:
      'Si c’était vous, il n’y a rien à faire. Sinon, verrouillez votre compte\u00a0: toutes les sessions se ferment jusqu’à votre retour.',
    notMeLabel: 'Ce n’était pas moi',
    backIn: 'Pour retrouver l’accès, choisissez un nouveau mot de passe\u00a0:',
    backInLabel: 'Choisir un nouveau mot de passe',
    begin: 'Il n’est pas utile de répondre à ce message. Pour commencer\u00a0:',
    signInLabel: 'Se connecter',
    stopIt: 'Si c’était vous, il n’y a rien à faire. Sinon, arrêtez tout ici\u00a0:',
    stopItLabel: 'Tout arrêter',
    by: 'Par\u00a0:',
    anAdministrator: 'un administrateur',
    reason: 'Motif\u00a0:',
    notAgreed:
      'Si vous ne l’avez pas demandé et ne vous y attendez pas, verrouillez votre compte\u00a0: tout le monde est déconnecté jusqu’à votre retour.',
    aMethod: 'Une méthode',
  },

  notices: {
    recoveryAddressAdded: {
      subject: 'Une adresse de récupération a été ajoutée',
      text: (address) => `${address} peut désormais vous aider à retrouver l’accès à votre compte.`,
    },
    methodAdded: {
      subject: 'Une méthode de connexion a été ajoutée',
      text: (name) => `La méthode «\u202f${name}\u202f» a été ajoutée à votre vérification en deux étapes.`,
    },
    methodRenamed: {
      subject: 'Une méthode de connexion a été renommée',
      text: (from, name) => `«\u202f${from}\u202f» s’appelle désormais «\u202f${name}\u202f».`,
    },
    recoveryAddressRemoved: {
      subject: 'Une adresse de récupération a été supprimée',
      text: (address) => `L’adresse «\u202f${address}\u202f» a été supprimée.`,
    },
    recoveryNumberAdded: {
      subject: 'Un téléphone de récupération a été ajouté',
      text: (name) =>
        `«\u202f${name}\u202f» peut désormais vous aider, par SMS, à retrouver l’accès à votre compte.`,
    },
    recoveryNumberRemoved: {
      subject: 'Un téléphone de récupération a été supprimé',
      text: (name) => `«\u202f${name}\u202f» a été supprimé. Nous n’y envoyons plus de SMS.`,
    },
    recoveryPreferred: {
      subject: 'Votre méthode de récupération préférée a changé',
      text: (name) =>
        `«\u202f${name}\u202f» est désormais la première que nous proposons pour retrouver l’accès à votre compte.`,
    },
    methodRemoved: {
      subject: 'Une méthode de connexion a été supprimée',
      text: (name) => `La méthode «\u202f${name}\u202f» a été supprimée.`,
    },
    twoStepOff:
      'La vérification en deux étapes est maintenant désactivée, et vos codes de récupération ne sont plus valables.',
    methodLocked: {
      subject: 'Trop d’essais erronés',
      text: (name) =>
        `Quelqu’un a donné trop de mauvaises réponses pour «\u202f${name}\u202f». Cette méthode est bloquée pour un moment.`,
    },
    passwordDisabled: {
      subject: 'Votre mot de passe a été désactivé',
      text: 'Quelqu’un a saisi trop de mots de passe erronés. Seuls les appareils déjà utilisés avec ce compte l’acceptent encore\u00a0: choisissez-en un nouveau.',
    },
    methodDisabled: {
      subject: 'Une méthode de connexion a été désactivée',
      text: (name) =>
        `Trop de mauvaises réponses ont été données pour «\u202f${name}\u202f». Cette méthode est désactivée\u00a0: utilisez-en une autre, puis configurez-la de nouveau.`,
    },
    pushReported: {
      subject: 'Une connexion qui n’était pas la vôtre a été arrêtée',
      text: (name) =>
        `Quelqu’un qui connaît votre mot de passe a tenté de se connecter, et «\u202f${name}\u202f» a répondu que ce n’était pas vous. Personne n’est entré. Changez votre mot de passe dès maintenant.`,
    },
    verificationOn: {
      subject: 'Un téléphone vérifie désormais que c’est bien vous',
      text: (name) =>
        `Désormais, «\u202f${name}\u202f» demande une empreinte, un visage ou le verrouillage de l’écran à chaque approbation.`,
    },
    verificationOff: {
      subject: 'Un téléphone ne vérifie plus que c’est bien vous',
      text: (name) =>
        `«\u202f${name}\u202f» ne demande plus d’empreinte, de visage ni le verrouillage de l’écran pour approuver.`,
    },
    passkeyCopied: {
      subject: 'Une clé d’accès a peut-être été copiée',
      text: (name) =>
        `La clé d’accès «\u202f${name}\u202f» a été utilisée, et son compteur n’avait pas avancé depuis la dernière fois\u00a0: signe qu’il en existe deux. La connexion a été refusée. Supprimez cette clé d’accès, sauf si vous savez pourquoi.`,
    },
    recoveryCodesMade: {
      subject: 'De nouveaux codes de récupération ont été créés',
      text: 'Vos anciens codes de récupération ne fonctionnent plus.',
    },
    recoveryCodeUsed: {
      subject: 'Un code de récupération a été utilisé',
      text: (left) =>
        `Quelqu’un s’est connecté avec un code de récupération. ${left === 0 ? 'Il n’en reste aucun' : `Il en reste ${left}`}.`,
    },
    recoveryRequested: {
      subject: 'Une récupération de votre compte a été demandée',
      text: (ready) =>
        `Quelqu’un qui connaît votre mot de passe dit avoir perdu toutes les deuxièmes étapes, et a prouvé l’une de vos méthodes de récupération. À partir du ${ready}, cette personne pourra en configurer une nouvelle, sauf si vous l’arrêtez.`,
    },
    recoveryByCode: {
      subject: 'Une récupération de votre compte est en cours',
      text: (left) =>
        `Quelqu’un qui a réinitialisé votre mot de passe par e-mail a utilisé un code de récupération, et peut maintenant configurer une nouvelle deuxième étape. Il reste ${left}\u00a0${left > 1 ? 'codes' : 'code'} de récupération.`,
    },
    recoveryReady: {
      subject: 'La récupération de votre compte est prête',
      text: (until) =>
        `Le délai est écoulé. Jusqu’au ${until}, la personne qui l’a demandée peut configurer une nouvelle deuxième étape, sauf si vous l’arrêtez.`,
    },
    recoveryCancelled: {
      subject: 'La récupération de votre compte a été arrêtée',
      text: 'Plus personne ne peut s’en servir. Si vous ne l’aviez pas demandée, quelqu’un connaît votre mot de passe\u00a0: changez-le.',
    },
    recoveryCompleted: {
      subject: 'Votre compte a été récupéré',
      text: (name, removed) =>
        `«\u202f${name}\u202f» est désormais votre deuxième étape, et vous avez de nouveaux codes de récupération. Supprimé, car perdu\u00a0: ${removed || 'rien'}. Vous avez été déconnecté partout.`,
    },
    accountInvited: {
      subject: 'Votre compte est ici',
      text: (hasPassword) =>
        hasPassword
          ? 'Un administrateur a repris votre compte ici. Connectez-vous avec cette adresse et le mot de passe que vous utilisiez jusqu’à présent.'
          : 'Un administrateur a créé un compte pour cette adresse. Choisissez votre mot de passe avec un code que nous vous envoyons par e-mail.',
    },
    accountExported: {
      subject: 'Vos données ont été exportées',
      text: 'Un fichier contenant tout ce qui est conservé de votre compte a été créé\u00a0: adresses, appareils, sessions et activité. Il ne contient ni mot de passe ni code.',
    },
    helpRequested: {
      subject: 'L’aide d’un administrateur a été demandée',
      text: 'Quelqu’un dit n’avoir plus rien pour entrer dans votre compte. Un administrateur va l’examiner\u00a0; rien n’a été modifié.',
    },
    passwordChanged: {
      subject: 'Votre mot de passe a été changé',
      text: 'Le mot de passe de votre compte a été changé.',
    },
    passwordReset: {
      subject: 'Votre mot de passe a été réinitialisé',
      text: 'Un nouveau mot de passe a été choisi grâce à un code envoyé par e-mail. Toutes les sessions ont été fermées.',
    },
    sessionEnded: {
      subject: 'Une session a été fermée',
      text: 'L’un de vos appareils a été déconnecté.',
    },
    sessionsEnded: {
      subject: 'Les autres sessions ont été fermées',
      text: 'Tous vos autres appareils ont été déconnectés.',
    },
    newDevice: {
      subject: 'Nouvelle connexion',
      text: 'Quelqu’un s’est connecté à votre compte sur un appareil qui n’avait pas encore servi pour lui.',
    },
    deviceRemembered: {
      subject: 'Un appareil est mémorisé',
      text: (days) =>
        `Pendant ${days} ${days < 2 ? 'jour' : 'jours'}, votre mot de passe suffit pour vous connecter sur ce navigateur.`,
    },
    deviceForgotten: {
      subject: 'Des appareils mémorisés ont été oubliés',
      text: 'La seconde étape y est de nouveau demandée.',
    },
    deviceCopied: {
      subject: 'Un appareil mémorisé a peut-être été copié',
      text: 'Un navigateur a présenté ce que seul votre appareil mémorisé devrait avoir, et qui avait déjà servi. Cet appareil n’est plus mémorisé et ses sessions ont été fermées. Une sauvegarde restaurée donne le même signe.',
    },
    accountLocked: {
      subject: 'Votre compte est verrouillé',
      text: 'Toutes les sessions ont été fermées, et personne ne peut se connecter avant le choix d’un nouveau mot de passe.',
    },
    roleChanged: {
      subject: 'Votre rôle a été modifié',
      text: (role: keyof typeof roles | null) =>
        role
          ? `Un propriétaire de ce service vous a donné le rôle : ${roles[role]}.`
          : 'Un propriétaire de ce service vous a retiré votre rôle.',
    },
    resetByAdministrator: {
      subject: 'Votre connexion a été réinitialisée par un administrateur',
      text: (removed) =>
        `Supprimé\u00a0: ${removed || 'rien'}. Vos codes de récupération ne valent plus rien, et vous avez été déconnecté partout. Pour configurer une nouvelle deuxième étape, demandez un passe d’accès temporaire à votre administrateur.`,
    },
    removedByAdministrator: {
      subject: 'Un administrateur a supprimé une méthode de connexion',
      text: (name) => `«\u202f${name}\u202f» a été supprimée.`,
    },
    enrollmentRequired: {
      subject: 'Reconfigurez votre deuxième étape',
      text: 'Un administrateur vous le demande. Vous avez été déconnecté partout\u00a0; à votre prochaine connexion, nous vous guiderons.',
    },
    codesVoided: {
      subject: 'Vos codes de récupération ont été annulés',
      text: 'Un administrateur les a annulés\u00a0: aucun ne fonctionne plus. Créez-en de nouveaux sur votre page de sécurité.',
    },
    signedOutByAdministrator: {
      subject: 'Vous avez été déconnecté partout',
      text: 'Un administrateur a fermé toutes vos sessions, et aucun navigateur n’est plus reconnu.',
    },
    factorsUnlocked: {
      subject: 'Votre connexion a été débloquée',
      text: 'Un administrateur a mis fin à l’attente après trop d’essais erronés. Vous pouvez réessayer maintenant.',
    },
    passIssued: {
      subject: 'Un passe d’accès temporaire a été émis pour vous',
      text: (from, until) =>
        `Du ${from} au ${until}, il ouvre, avec votre mot de passe, la configuration d’une nouvelle deuxième étape. Seul votre administrateur peut vous le donner\u00a0; ne le transmettez jamais.`,
    },
    passUsed: {
      subject: 'Un passe d’accès temporaire a été utilisé',
      text: 'Quelqu’un qui connaît votre mot de passe l’a utilisé, et peut maintenant configurer une nouvelle deuxième étape.',
    },
    passEnded: {
      subject: 'Un passe d’accès temporaire a pris fin',
      text: 'Quelqu’un qui connaît votre mot de passe a trop souvent essayé de le deviner. Changez votre mot de passe et demandez un nouveau passe à votre administrateur.',
    },
    actAsked: {
      reset: {
        subject: 'Un administrateur demande la réinitialisation de votre connexion',
        text: (at) =>
          at
            ? `Le ${at}, toutes vos deuxièmes étapes et tous vos codes de récupération seront supprimés, à moins que ce ne soit arrêté.`
            : 'Si un second administrateur est d’accord, toutes vos deuxièmes étapes et tous vos codes de récupération seront supprimés.',
      },
      'issue-pass': {
        subject: 'Un administrateur demande un passe d’accès temporaire pour vous',
        text: () => 'Si un second administrateur est d’accord, il pourra être émis.',
      },
    },
    actStopped: {
      subject: 'Ce qu’un administrateur demandait a été arrêté',
      text: 'Votre compte reste tel quel.',
    },
    actApproved: {
      subject: 'Un second administrateur est d’accord',
      text: 'Un passe d’accès temporaire peut maintenant être émis pour vous.',
    },
    helpAnswered: {
      answered: {
        subject: 'Votre demande d’aide a reçu une réponse',
        text: (words) => `Un administrateur a écrit\u00a0: «\u202f${words}\u202f»`,
      },
      refused: {
        subject: 'Votre demande d’aide a été refusée',
        text: (words) => `Un administrateur a écrit\u00a0: «\u202f${words}\u202f»`,
      },
    },
    accountUnlocked: {
      subject: 'Votre compte est de nouveau ouvert',
      text: 'Un nouveau mot de passe a été choisi avec un code reçu par e-mail, et votre compte est de nouveau utilisable. Passez en revue vos méthodes, vos sessions et votre activité, et retirez ce qui n’est pas à vous.',
    },
  },

  device,
  defaultNames,
};
