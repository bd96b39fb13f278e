# Iniciar sesión con OpenID Connect: la página para hacerlo, lo que va mal, la cuenta propia.

signin-with = Iniciar sesión con { $name }
signin-or = o
signin-by-nothing = Nadie puede iniciar sesión aquí en este momento. Pregunte a la administración.
signin-passwords-off = Aquí no se aceptan contraseñas. Inicie sesión de otra manera.
fault-passwords-off = Aquí no se aceptan contraseñas. `GET /api/v1/sign-in-methods` dice qué se acepta.

# No se ha iniciado la sesión, y por qué.
openid-again = Intentarlo otra vez con { $name }
openid-others = Otras maneras de iniciar sesión
openid-to-account = A mi cuenta
openid-no-provider-heading = Así no puede iniciar sesión
openid-no-provider-sentence = El servicio que nombra esta dirección no existe aquí o está desactivado. Inicie sesión de otra manera.
openid-not-begun-here-heading = Este inicio de sesión no se puede terminar aquí
openid-not-begun-here-sentence = Se empezó en otro navegador, ya terminó o tardó más de 20 minutos. Empiece de nuevo en este navegador.
openid-cancelled-heading = Se canceló el inicio de sesión
openid-cancelled-sentence = { $name } no inició su sesión, porque usted o ese servicio dijo que no. No ha cambiado nada.
openid-answered-heading = { $name } no inició su sesión
openid-answered-sentence = Esto es lo que ha respondido. Si vuelve a fallar, enséñeselo a la administración.
openid-unreachable-heading = No se puede acceder a { $name }
openid-unreachable-sentence = El portal no recibe respuesta. Inténtelo de nuevo dentro de unos minutos. Si sigue así, avise a la administración.
openid-nonsense-heading = La respuesta de { $name } no se entiende
openid-nonsense-sentence = La administración encuentra el motivo en el registro. Inténtelo más tarde o inicie sesión de otra manera.
openid-not-believed-heading = La respuesta de { $name } no es de fiar
openid-not-believed-sentence = No demuestra que venga de allí ni que sea para este portal, así que no se ha iniciado ninguna sesión. La administración encuentra el motivo en el registro.
openid-clock-heading = Los relojes no coinciden
openid-clock-sentence = { $way ->
    [behind] Entre el reloj de { $name } y el de este portal hay { $n } minutos de diferencia: la respuesta ya había caducado al llegar. Diga a la administración que hay que poner en hora uno de los dos.
   *[ahead] Entre el reloj de { $name } y el de este portal hay { $n } minutos de diferencia: la respuesta viene del futuro. Diga a la administración que hay que poner en hora uno de los dos.
}
openid-suspended-heading = Su cuenta está suspendida
openid-suspended-sentence = { $name } le conoce, pero su cuenta aquí está suspendida. Pregunte a la administración.
openid-somebody-elses-heading = Esto pertenece a otra cuenta
openid-somebody-elses-sentence = Lo que ha usado en { $name } está conectado aquí con otra cuenta. Inicie sesión con esa cuenta para desconectarlo primero.

# Conectar.
openid-link-heading = Conectar { $name } con su cuenta
openid-link-question = Tiene la sesión iniciada como { $account }. ¿Conectar esta cuenta con { $shown } en { $name }? A partir de entonces podrá iniciar sesión aquí con { $name }.
openid-link-first = Ha iniciado sesión en { $name } como { $shown }. Si tiene una cuenta aquí, inicie sesión en ella como hasta ahora; después podrá conectar las dos.
openid-link-yes = Conectar
openid-link-no = No conectar
openid-link-sign-in = Iniciar sesión en mi cuenta
openid-link-never = No conectar
openid-why-address-taken = Ya hay aquí una cuenta con esta dirección. Para que nadie se quede con la de otra persona, demuestre una vez que es suya.
openid-why-no-new-accounts = Aquí nadie está conectado con eso todavía, y { $name } no crea cuentas. Si necesita una, pregunte a la administración.
openid-why-address-missing = Aquí nadie está conectado con eso todavía, y { $name } no ha dado ninguna dirección de correo, así que no se ha creado ninguna cuenta.
openid-why-address-malformed = Aquí nadie está conectado con eso todavía, y lo que ha dado { $name } no es una dirección de correo, así que no se ha creado ninguna cuenta.
openid-why-address-unverified = Aquí nadie está conectado con eso todavía, y { $name } no dice que su dirección de correo esté comprobada, así que no se ha creado ninguna cuenta.
openid-why-domain-not-trusted = Aquí nadie está conectado con eso todavía, y { $name } no responde aquí de direcciones de su dominio, así que no se ha creado ninguna cuenta.

# La cuenta propia.
account-identities = Servicios conectados para iniciar sesión
account-identities-none = Ninguno todavía.
account-identities-help = Con un servicio conectado inicia sesión sin contraseña. La última manera de iniciar sesión no se puede desconectar.
account-identity-off = desactivado aquí
account-identity-used = Último uso
account-connect = Conectar { $name }
account-disconnect = Desconectar
account-disconnect-of = Desconectar { $name }
said-identity-linked = Conectado. Ya puede iniciar sesión con él.
said-identity-linked-already = Ya está conectado con su cuenta.
said-identity-unlinked = Desconectado.
said-identity-last = Es la única manera en que puede iniciar sesión, así que sigue conectado. Ponga primero una contraseña o conecte otro servicio.
